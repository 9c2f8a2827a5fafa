CREATE TABLE validation_mails (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  validation_id TEXT NOT NULL REFERENCES domain_validations (id),
  value_hash TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  source TEXT NOT NULL,
  source_evidence TEXT NOT NULL,
  names TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  created_at BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  answer TEXT NOT NULL CHECK (answer = '' OR answer = 'approved' OR answer = 'declined'),
  answered_at BIGINT,
  answered_from TEXT NOT NULL
);
CREATE INDEX validation_mails_validation ON validation_mails (validation_id);
CREATE TABLE evidence_notices (
  subject TEXT NOT NULL,
  days BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (subject, days)
);
