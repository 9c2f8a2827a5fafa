CREATE TABLE case_waits (
  case_id TEXT NOT NULL REFERENCES cases (id),
  began_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, began_at)
);
CREATE TABLE case_step_changes (
  case_id TEXT NOT NULL REFERENCES cases (id),
  step TEXT NOT NULL,
  status TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_step_changes_case ON case_step_changes (case_id, at);
CREATE TABLE reminders (
  object TEXT NOT NULL,
  kind TEXT NOT NULL,
  about BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (object, kind, about)
);
CREATE TABLE application_endings (
  application_id TEXT PRIMARY KEY REFERENCES applications (id),
  kind TEXT NOT NULL CHECK (kind = 'rejected' OR kind = 'withdrawn' OR kind = 'lapsed'),
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  ended_at BIGINT NOT NULL,
  new_code BOOLEAN NOT NULL
);
CREATE TABLE recipient_changes (
  order_id TEXT PRIMARY KEY REFERENCES orders (id),
  code_hash TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient_email TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
