CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'retail' OR kind = 'trial' OR kind = 'pooling' OR kind = 'non_pooling'),
  name TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  time_zone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  is_primary BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX clients_account ON clients (account_id);
CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  client_id TEXT NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL,
  name_kana TEXT NOT NULL,
  name_latin TEXT NOT NULL,
  corporate_number TEXT NOT NULL,
  country TEXT NOT NULL,
  state TEXT NOT NULL,
  locality TEXT NOT NULL,
  street TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  phone TEXT NOT NULL,
  certificate_organization TEXT NOT NULL,
  certificate_state TEXT NOT NULL,
  certificate_locality TEXT NOT NULL,
  at_most_ten_members BOOLEAN NOT NULL,
  status TEXT NOT NULL CHECK (status = 'unvetted' OR status = 'vetted' OR status = 'closed'),
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  business_category TEXT NOT NULL,
  jurisdiction_country TEXT NOT NULL,
  jurisdiction_state TEXT NOT NULL,
  jurisdiction_locality TEXT NOT NULL,
  registration_number TEXT NOT NULL,
  certificate_street TEXT NOT NULL
);
CREATE INDEX organizations_account ON organizations (account_id);
CREATE INDEX organizations_vetted ON organizations (account_id, created_at, id) WHERE status = 'vetted';
