CREATE TABLE issuers (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL CHECK (purpose = 'root' OR purpose = 'ov' OR purpose = 'ev' OR purpose = 'smime'),
  parent_id TEXT REFERENCES issuers (id),
  rules TEXT NOT NULL CHECK (rules IN ('private', 'cabf')),
  der BLOB NOT NULL,
  not_after BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE issuance_intents (
  id TEXT PRIMARY KEY,
  issuer_id TEXT NOT NULL REFERENCES issuers (id),
  serial BLOB NOT NULL,
  account_id TEXT NOT NULL,
  application_id TEXT,
  licence_id TEXT,
  request BLOB NOT NULL,
  status TEXT NOT NULL CHECK (status = 'reserved' OR status = 'completed' OR status = 'abandoned'),
  policy_sha256 TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  product TEXT NOT NULL,
  organization_id TEXT REFERENCES organizations (id),
  node TEXT NOT NULL,
  request_key BLOB,
  extra_licences TEXT NOT NULL
);
CREATE UNIQUE INDEX issuance_intents_key ON issuance_intents (request_key) WHERE request_key IS NOT NULL;
CREATE INDEX issuance_intents_open ON issuance_intents (created_at) WHERE status = 'reserved';
CREATE TABLE certificates (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  issuer_id TEXT NOT NULL REFERENCES issuers (id),
  serial BLOB NOT NULL,
  organization_id TEXT REFERENCES organizations (id),
  application_id TEXT REFERENCES applications (id),
  product TEXT NOT NULL,
  profile TEXT NOT NULL,
  common_name TEXT NOT NULL,
  names TEXT NOT NULL,
  organization_name TEXT NOT NULL,
  key_type TEXT NOT NULL CHECK (key_type IN ('rsa', 'ec')),
  key_bits BIGINT NOT NULL,
  key_sha256 BLOB NOT NULL,
  fingerprint_sha256 BLOB NOT NULL,
  not_before BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'active' OR status = 'reissued' OR status = 'renewed' OR status = 'revoked'),
  revoked_at BIGINT,
  revocation_reason BIGINT,
  status_change BIGINT NOT NULL,
  der BLOB NOT NULL
);
CREATE UNIQUE INDEX certificates_serial ON certificates (issuer_id, serial);
CREATE INDEX certificates_expiry ON certificates (account_id, not_after, id);
CREATE INDEX certificates_name ON certificates (account_id, common_name, id);
CREATE UNIQUE INDEX certificates_status_change ON certificates (status_change);
CREATE INDEX certificates_revoked ON certificates (issuer_id, revoked_at) WHERE revoked_at IS NOT NULL;
CREATE TABLE crls (
  issuer_id TEXT NOT NULL REFERENCES issuers (id),
  shard BIGINT NOT NULL,
  number BIGINT NOT NULL,
  der BLOB NOT NULL,
  this_update BIGINT NOT NULL,
  next_update BIGINT NOT NULL,
  PRIMARY KEY (issuer_id, shard)
);
CREATE TABLE blocked_keys (
  key_sha256 BLOB PRIMARY KEY,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE TABLE download_links (
  token_hash TEXT PRIMARY KEY,
  certificate_id TEXT NOT NULL REFERENCES certificates (id),
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
