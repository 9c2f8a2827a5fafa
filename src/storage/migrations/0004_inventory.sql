CREATE TABLE licences (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  order_id TEXT REFERENCES orders (id),
  kind TEXT NOT NULL,
  plan TEXT NOT NULL CHECK (plan = 'retail' OR plan = 'pooling' OR plan = 'non_pooling'),
  status TEXT NOT NULL CHECK (status = 'available' OR status = 'reserved' OR status = 'in_use' OR status = 'used_up' OR status = 'lapsed'),
  bought_at BIGINT NOT NULL,
  lapses_at BIGINT NOT NULL,
  certificate_id TEXT
);
CREATE INDEX licences_available ON licences (account_id, kind, lapses_at, id) WHERE status = 'available';
CREATE INDEX licences_order ON licences (order_id);
CREATE TABLE inventory_movements (
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  licence_id TEXT NOT NULL REFERENCES licences (id),
  kind TEXT NOT NULL,
  movement TEXT NOT NULL CHECK (movement = 'purchase' OR movement = 'reserve' OR movement = 'consume' OR movement = 'release' OR
    movement = 'lapse' OR movement = 'adjust' OR movement = 'convert'),
  quantity BIGINT NOT NULL,
  cause TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
