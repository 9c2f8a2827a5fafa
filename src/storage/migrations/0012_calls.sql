CREATE TABLE call_slots (
  starts_at BIGINT NOT NULL,
  seat BIGINT NOT NULL,
  call_id TEXT NOT NULL UNIQUE REFERENCES calls (id),
  PRIMARY KEY (starts_at, seat)
);
CREATE TABLE organization_numbers (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  number TEXT NOT NULL,
  shown TEXT NOT NULL,
  extension TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source = 'directory' OR source = 'official_website' OR source = 'register_entry' OR
    source = 'third_party_database' OR source = 'applicant'),
  evidence TEXT NOT NULL,
  found_by TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  withdrawn_at BIGINT,
  withdrawal_reason TEXT NOT NULL
);
CREATE UNIQUE INDEX organization_numbers_known ON organization_numbers (organization_id, number, extension, source)
  WHERE withdrawn_at IS NULL;
CREATE TABLE claimed_numbers (
  application_id TEXT NOT NULL REFERENCES applications (id),
  whose TEXT NOT NULL,
  shown TEXT NOT NULL,
  PRIMARY KEY (application_id, whose, shown)
);
CREATE TABLE holiday_lists (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  first_year BIGINT NOT NULL,
  last_year BIGINT NOT NULL,
  imported_by TEXT NOT NULL,
  imported_at BIGINT NOT NULL
);
CREATE INDEX holiday_lists_newest ON holiday_lists (imported_at, id);
