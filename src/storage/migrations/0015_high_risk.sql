CREATE TABLE denied_entries (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'name' OR kind = 'domain' OR kind = 'country' OR kind = 'person' OR kind = 'number' OR
    kind = 'protected_domain'),
  value TEXT NOT NULL,
  key TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_until BIGINT,
  entered_by TEXT NOT NULL,
  entered_at BIGINT NOT NULL,
  retired_by TEXT NOT NULL,
  retired_at BIGINT,
  retire_reason TEXT NOT NULL,
  screened_at BIGINT
);
CREATE UNIQUE INDEX denied_entries_key ON denied_entries (kind, key, source) WHERE retired_at IS NULL;
CREATE INDEX denied_entries_unscreened ON denied_entries (valid_from) WHERE screened_at IS NULL AND retired_at IS NULL;
CREATE INDEX denied_entries_entered ON denied_entries (entered_at, id);
CREATE TABLE case_screenings (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  cause TEXT NOT NULL CHECK (cause = 'submission' OR cause = 'recommendation' OR cause = 'approval' OR cause = 'issue' OR cause = 'list_change'),
  entries BIGINT NOT NULL,
  hits BIGINT NOT NULL,
  new_hits BIGINT NOT NULL,
  screened_by TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_screenings_case ON case_screenings (case_id, at);
CREATE TABLE case_hits (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  matched TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  source TEXT NOT NULL,
  score BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  decision TEXT NOT NULL CHECK (decision = '' OR decision = 'false_positive' OR decision = 'accepted' OR decision = 'confirmed'),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at BIGINT
);
CREATE UNIQUE INDEX case_hits_once ON case_hits (case_id, kind, subject, matched, source);
CREATE INDEX case_hits_account ON case_hits (account_id) WHERE decision = '' OR decision = 'confirmed';
CREATE INDEX certificates_for_cause ON certificates (revocation_reason) WHERE revocation_reason IS NOT NULL;
CREATE TABLE record_destructions (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  reason TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at BIGINT,
  records BIGINT NOT NULL
);
CREATE UNIQUE INDEX record_destructions_case ON record_destructions (case_id);
