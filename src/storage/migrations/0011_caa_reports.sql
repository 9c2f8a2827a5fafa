CREATE TABLE caa_reports (domain TEXT PRIMARY KEY, reported_at BIGINT NOT NULL);
