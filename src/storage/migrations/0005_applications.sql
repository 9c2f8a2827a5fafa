CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  order_id TEXT NOT NULL REFERENCES orders (id),
  organization_id TEXT REFERENCES organizations (id),
  product TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'draft' OR status = 'submitted' OR status = 'vetting' OR status = 'waiting_for_applicant' OR
    status = 'approved' OR status = 'issuing' OR status = 'issued' OR status = 'rejected' OR
    status = 'withdrawn' OR status = 'lapsed'),
  language TEXT NOT NULL,
  draft TEXT NOT NULL,
  names TEXT NOT NULL,
  csr BLOB,
  agreement_version TEXT NOT NULL,
  agreement_accepted_at BIGINT,
  submitted_at BIGINT,
  decided_at BIGINT,
  decision_reason TEXT NOT NULL,
  certificate_id TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX applications_account ON applications (account_id);
CREATE INDEX applications_status ON applications (status, submitted_at);
CREATE INDEX applications_order ON applications (order_id);
CREATE INDEX applications_organization ON applications (organization_id);
CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  application_id TEXT NOT NULL REFERENCES applications (id),
  role TEXT NOT NULL CHECK (role = 'technical' OR role = 'authorization' OR role = 'higher_authority' OR role = 'contract_signer' OR
    role = 'account_administrator'),
  family_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_kana TEXT NOT NULL,
  given_kana TEXT NOT NULL,
  employer TEXT NOT NULL,
  department TEXT NOT NULL,
  title TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX contacts_role ON contacts (application_id, role);
CREATE TABLE domain_validations (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  application_id TEXT REFERENCES applications (id),
  fqdn TEXT NOT NULL,
  authorization_domain TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method = 'dns_txt' OR method = 'web_file' OR method = 'email' OR method = 'caa_email' OR
    method = 'txt_email'),
  random_value TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'pending' OR status = 'valid' OR status = 'failed' OR status = 'expired'),
  created_at BIGINT NOT NULL,
  value_expires_at BIGINT NOT NULL,
  completed_at BIGINT,
  next_try_at BIGINT,
  attempts BIGINT NOT NULL,
  last_found TEXT NOT NULL,
  last_error TEXT NOT NULL,
  profile TEXT NOT NULL,
  record_id TEXT,
  checked_at BIGINT,
  caa TEXT NOT NULL,
  perspectives TEXT NOT NULL,
  look TEXT NOT NULL,
  proven_domain TEXT NOT NULL
);
CREATE TABLE caa_looks (
  application_id TEXT NOT NULL REFERENCES applications (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  result TEXT NOT NULL,
  looked_at BIGINT NOT NULL,
  PRIMARY KEY (application_id, name)
);
CREATE INDEX domain_validations_application ON domain_validations (application_id);
CREATE INDEX domain_validations_reuse ON domain_validations (account_id, proven_domain, status, completed_at);
CREATE INDEX domain_validations_look ON domain_validations (look, status);
CREATE INDEX domain_validations_due ON domain_validations (status, next_try_at);
