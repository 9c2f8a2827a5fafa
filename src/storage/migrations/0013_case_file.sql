CREATE TABLE case_questions (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  made_from TEXT NOT NULL,
  text TEXT NOT NULL,
  wants_document BOOLEAN NOT NULL,
  status TEXT NOT NULL CHECK (status = 'open' OR status = 'answered' OR status = 'cancelled'),
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  answer TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  closed_at BIGINT,
  seen BOOLEAN NOT NULL
);
CREATE INDEX case_questions_case ON case_questions (case_id, asked_at);
CREATE TABLE evidence_files (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  record_id TEXT NOT NULL REFERENCES vetting_records (id),
  question_id TEXT REFERENCES case_questions (id),
  step TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category = 'register_extract' OR category = 'articles' OR category = 'bank_letter' OR
    category = 'professional_letter' OR category = 'photo' OR category = 'screenshot' OR category = 'mail' OR category = 'other'),
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  note TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'unverified' OR status = 'accepted' OR status = 'refused'),
  uploaded_by TEXT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  decision_reason TEXT NOT NULL,
  decided_at BIGINT
);
CREATE INDEX evidence_files_case ON evidence_files (case_id, uploaded_at);
CREATE TABLE evidence_contents (
  file_id TEXT PRIMARY KEY REFERENCES evidence_files (id),
  content BLOB NOT NULL
);
CREATE TABLE case_decisions (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind = 'recommended' OR kind = 'approved' OR kind = 'returned' OR kind = 'rejected' OR kind = 'reopened' OR
    kind = 'step_reopened'),
  decided_by TEXT NOT NULL,
  note TEXT NOT NULL,
  facts TEXT NOT NULL,
  decided_at BIGINT NOT NULL
);
CREATE INDEX case_decisions_case ON case_decisions (case_id, decided_at);
CREATE TABLE difference_decisions (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  field TEXT NOT NULL,
  compared TEXT NOT NULL,
  accepted BOOLEAN NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at BIGINT NOT NULL
);
CREATE INDEX difference_decisions_case ON difference_decisions (case_id, decided_at);
