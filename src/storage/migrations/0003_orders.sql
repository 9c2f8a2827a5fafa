CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
CREATE TABLE quotes (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  status TEXT NOT NULL CHECK (status = 'draft' OR status = 'sent' OR status = 'accepted' OR status = 'declined' OR status = 'lapsed'),
  product TEXT NOT NULL,
  term_years BIGINT NOT NULL,
  names TEXT NOT NULL,
  language TEXT NOT NULL,
  customer TEXT NOT NULL,
  lines TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient_email TEXT NOT NULL,
  net BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  total BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX quotes_token ON quotes (token_hash);
CREATE INDEX quotes_validity ON quotes (status, valid_until);
CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  quote_id TEXT NOT NULL UNIQUE REFERENCES quotes (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  status TEXT NOT NULL CHECK (status = 'placed' OR status = 'invoiced' OR status = 'partly_paid' OR status = 'paid' OR status = 'overpaid' OR
    status = 'fulfilled' OR status = 'cancelled' OR status = 'refunded'),
  product TEXT NOT NULL,
  term_years BIGINT NOT NULL,
  names TEXT NOT NULL,
  language TEXT NOT NULL,
  orderer_name TEXT NOT NULL,
  orderer_email TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient_email TEXT NOT NULL,
  customer TEXT NOT NULL,
  total BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX orders_account ON orders (account_id, created_at, id);
CREATE INDEX orders_status ON orders (status, created_at);
CREATE INDEX orders_newest ON orders (created_at, id);
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'quote' OR kind = 'invoice' OR kind = 'receipt'),
  number TEXT NOT NULL UNIQUE,
  account_id TEXT REFERENCES accounts (id),
  quote_id TEXT REFERENCES quotes (id),
  order_id TEXT REFERENCES orders (id),
  counterparty TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  amount BIGINT NOT NULL,
  pdf BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX documents_quote ON documents (quote_id);
CREATE INDEX documents_order ON documents (order_id);
CREATE INDEX documents_search ON documents (issued_on, amount);
CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'card')),
  amount BIGINT NOT NULL,
  received_on TEXT NOT NULL,
  payer_name TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  recorded_by TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX payments_order ON payments (order_id);
CREATE TABLE access_codes (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  code_hash TEXT NOT NULL UNIQUE,
  recipient_email TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'issued' OR status = 'used' OR status = 'expired' OR status = 'revoked'),
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX access_codes_order ON access_codes (order_id);
