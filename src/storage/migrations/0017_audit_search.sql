CREATE INDEX audit_events_at ON audit_events (at, seq);
CREATE INDEX audit_events_actor ON audit_events (actor, at, seq);
CREATE INDEX audit_events_action ON audit_events (action, at, seq);
