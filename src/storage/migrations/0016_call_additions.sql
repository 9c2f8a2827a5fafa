ALTER TABLE calls ADD COLUMN stated_title TEXT NOT NULL DEFAULT '';
CREATE TABLE call_additions (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES calls (id),
  text TEXT NOT NULL,
  added_by TEXT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE INDEX call_additions_call ON call_additions (call_id, added_at);
