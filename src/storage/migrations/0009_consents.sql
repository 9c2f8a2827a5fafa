CREATE TABLE agreements (
  version TEXT NOT NULL,
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  first_shown_at BIGINT NOT NULL,
  PRIMARY KEY (version, language, sha256)
);
CREATE TABLE consent_links (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  application_id TEXT NOT NULL REFERENCES applications (id),
  email TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status = 'sent' OR status = 'used' OR status = 'revoked'),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  opened_at BIGINT,
  reminded_at BIGINT,
  used_at BIGINT,
  code_hash TEXT NOT NULL,
  code_sent_at BIGINT,
  code_expires_at BIGINT,
  wrong_codes BIGINT NOT NULL,
  locked_until BIGINT
);
CREATE INDEX consent_links_application ON consent_links (application_id);
CREATE INDEX consent_links_status ON consent_links (status, created_at);
CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  application_id TEXT NOT NULL REFERENCES applications (id),
  role TEXT NOT NULL CHECK (role = 'authorization' OR role = 'higher_authority' OR role = 'contract_signer'),
  link_id TEXT NOT NULL REFERENCES consent_links (id),
  person TEXT NOT NULL,
  email TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'pending' OR status = 'consented' OR status = 'declined' OR status = 'replaced'),
  decided_at BIGINT,
  reason TEXT NOT NULL,
  agreement_sha256 TEXT NOT NULL,
  record_id TEXT REFERENCES vetting_records (id),
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX consents_role ON consents (application_id, role) WHERE status <> 'replaced';
CREATE INDEX consents_link ON consents (link_id);
