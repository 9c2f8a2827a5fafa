CREATE TABLE users (
  id TEXT PRIMARY KEY,
  account_id TEXT REFERENCES accounts (id),
  role TEXT NOT NULL CHECK (role = 'super_admin' OR role = 'sub_admin' OR role = 'requester' OR role = 'read_only' OR role = 'auditor' OR
    role = 'specialist' OR role = 'approving_specialist' OR role = 'officer' OR role = 'support' OR
    role = 'finance' OR role = 'staff_auditor'),
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  password_hash TEXT NOT NULL,
  must_change_password BOOLEAN NOT NULL,
  totp_secret BLOB,
  totp_next BLOB,
  totp_confirmed BOOLEAN NOT NULL,
  totp_last_step BIGINT NOT NULL,
  failed_logins BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  disabled BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX users_account ON users (account_id);
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  entry TEXT NOT NULL CHECK (entry = 'order' OR entry = 'cms' OR entry = 'desk' OR entry = 'link'),
  user_id TEXT REFERENCES users (id),
  order_id TEXT,
  application_id TEXT,
  quote_id TEXT,
  consent_link_id TEXT,
  csrf_token TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  verified_at BIGINT NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  ip_ranges TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT
);
