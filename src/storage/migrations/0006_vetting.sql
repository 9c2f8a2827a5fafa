CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL UNIQUE REFERENCES applications (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  status TEXT NOT NULL CHECK (status = 'open' OR status = 'waiting_for_applicant' OR status = 'in_review' OR status = 'approved' OR
    status = 'rejected' OR status = 'withdrawn' OR status = 'lapsed'),
  assigned_to TEXT REFERENCES users (id),
  recommended_by TEXT REFERENCES users (id),
  recommended_at BIGINT,
  approved_by TEXT REFERENCES users (id),
  approved_at BIGINT,
  waiting_since BIGINT,
  waited_seconds BIGINT NOT NULL,
  version BIGINT NOT NULL,
  opened_at BIGINT NOT NULL
);
CREATE INDEX cases_status ON cases (status, opened_at);
CREATE INDEX cases_account ON cases (account_id);
CREATE TABLE case_steps (
  case_id TEXT NOT NULL REFERENCES cases (id),
  step TEXT NOT NULL CHECK (step = 'application' OR step = 'organization' OR step = 'domains' OR step = 'hr_call' OR
    step = 'authorization_call' OR step = 'contract_signer_call' OR step = 'higher_authority_call'),
  status TEXT NOT NULL CHECK (status = 'not_started' OR status = 'scheduled' OR status = 'in_progress' OR status = 'passed' OR
    status = 'failed' OR status = 'not_needed'),
  record_id TEXT,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, step)
);
CREATE TABLE vetting_records (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  organization_id TEXT REFERENCES organizations (id),
  case_id TEXT REFERENCES cases (id),
  step TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'register' OR kind = 'domain' OR kind = 'call' OR kind = 'document' OR kind = 'decision' OR
    kind = 'consent'),
  subject TEXT NOT NULL,
  source TEXT NOT NULL,
  method TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome = 'passed' OR outcome = 'failed' OR outcome = 'inconclusive'),
  facts TEXT NOT NULL,
  evidence BLOB,
  evidence_sha256 TEXT NOT NULL,
  collected_by TEXT NOT NULL,
  collected_at BIGINT NOT NULL
);
CREATE INDEX vetting_records_case ON vetting_records (case_id);
CREATE INDEX vetting_records_organization ON vetting_records (organization_id, step, collected_at);
CREATE TABLE case_notes (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  visible_to_applicant BOOLEAN NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_notes_case ON case_notes (case_id, at);
CREATE TABLE calls (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  step TEXT NOT NULL,
  also_step TEXT NOT NULL,
  contact_id TEXT REFERENCES contacts (id),
  status TEXT NOT NULL CHECK (status = 'queued' OR status = 'scheduled' OR status = 'done' OR status = 'cancelled'),
  scheduled_at BIGINT,
  due_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  booked_by TEXT NOT NULL,
  reminded_at BIGINT,
  language TEXT NOT NULL,
  number TEXT NOT NULL,
  number_shown TEXT NOT NULL,
  extension TEXT NOT NULL,
  number_source TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome = '' OR outcome = 'reached' OR outcome = 'no_answer' OR outcome = 'call_back' OR outcome = 'refused'),
  reached_name TEXT NOT NULL,
  reached_department TEXT NOT NULL,
  answers TEXT NOT NULL,
  note TEXT NOT NULL,
  called_by TEXT NOT NULL,
  called_at BIGINT
);
CREATE INDEX calls_case ON calls (case_id);
CREATE INDEX calls_due ON calls (due_at, id);
CREATE INDEX calls_status ON calls (status, due_at, id);
CREATE TABLE register_entries (
  entry BIGINT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'nta_corporate_numbers' OR source = 'gleif_lei'),
  number TEXT NOT NULL UNIQUE,
  authority TEXT NOT NULL,
  registered_number TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  name_kana TEXT NOT NULL,
  name_latin TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  prefecture TEXT NOT NULL,
  city TEXT NOT NULL,
  street TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  address_latin TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  status TEXT NOT NULL,
  updated_on TEXT NOT NULL,
  changed_on TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  close_cause TEXT NOT NULL,
  successor TEXT NOT NULL
);
CREATE INDEX register_entries_registered_number ON register_entries (registered_number) WHERE registered_number <> '';
CREATE TABLE register_removals (
  number TEXT PRIMARY KEY,
  removed_on TEXT NOT NULL
);
CREATE TABLE register_blocks (
  first_entry BIGINT PRIMARY KEY,
  last_entry BIGINT NOT NULL,
  source TEXT NOT NULL,
  complete BOOLEAN NOT NULL
);
CREATE TABLE register_grams (block BIGINT NOT NULL, gram BIGINT NOT NULL, entries BLOB NOT NULL, PRIMARY KEY (block, gram));
CREATE TABLE register_imports (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  imported_by TEXT NOT NULL,
  imported_at BIGINT NOT NULL
);
