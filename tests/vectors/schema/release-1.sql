INSERT INTO accounts (id, kind, name, language, time_zone, created_at)
VALUES ('acc_0000000000000000000000aozora', 'retail', '株式会社青空商事', 'ja', 'Asia/Tokyo', 1789000000);
INSERT INTO clients (id, account_id, name, is_primary, created_at)
VALUES ('cli_0000000000000000000000aozora', 'acc_0000000000000000000000aozora', '株式会社青空商事', TRUE, 1789000000);
INSERT INTO organizations (id, account_id, client_id, name, name_kana, name_latin, corporate_number, country, state, locality,
  street, postal_code, phone, certificate_organization, certificate_state, certificate_locality, at_most_ten_members, status,
  version, created_at, business_category, jurisdiction_country, jurisdiction_state, jurisdiction_locality, registration_number,
  certificate_street)
VALUES ('org_0000000000000000000000aozora', 'acc_0000000000000000000000aozora', 'cli_0000000000000000000000aozora',
  '株式会社青空商事', 'アオゾラショウジ', 'Aozora Shoji K.K.', '9990001000017', 'JP', '東京都', '千代田区', '架空町1-2-3', '100-9999',
  '03-0000-0001', 'Aozora Shoji K.K.', 'Tokyo', 'Chiyoda-ku', FALSE, 'vetted', 3, 1789000000, '', '', '', '', '', '');
INSERT INTO users (id, account_id, role, email, name, language, password_hash, must_change_password, totp_secret, totp_confirmed,
  totp_last_step, failed_logins, locked_until, disabled, created_at)
VALUES ('usr_0000000000000000000000000aoi', 'acc_0000000000000000000000aozora', 'super_admin', 'tanto@aozora.example.jp',
  '青井 葵', 'ja', 'x', FALSE, NULL, FALSE, 0, 0, 0, FALSE, 1789000000);
INSERT INTO quotes (id, number, token_hash, status, product, term_years, names, language, customer, lines, recipient_name,
  recipient_email, net, tax, total, valid_until, created_at)
VALUES ('quo_0000000000000000000000aozora', 'Q-2026-000001', '00', 'accepted', 'advantage', 1,
  'aozora.example.jp www.aozora.example.jp', 'ja', '{}', '[]', '青井 葵', 'tanto@aozora.example.jp', 50000, 5000, 55000, 1791600000,
  1789000000);
INSERT INTO orders (id, number, quote_id, account_id, status, product, term_years, names, language, orderer_name, orderer_email,
  recipient_name, recipient_email, customer, total, paid, version, created_at)
VALUES ('ord_0000000000000000000000aozora', 'O-2026-000001', 'quo_0000000000000000000000aozora',
  'acc_0000000000000000000000aozora', 'fulfilled', 'advantage', 1, 'aozora.example.jp www.aozora.example.jp', 'ja', '青井 葵',
  'tanto@aozora.example.jp', '青井 葵', 'tanto@aozora.example.jp', '{}', 55000, 55000, 4, 1789000100);
INSERT INTO applications (id, number, account_id, order_id, organization_id, product, status, language, draft, names, csr,
  agreement_version, agreement_accepted_at, submitted_at, decided_at, decision_reason, certificate_id, version, created_at)
VALUES ('app_0000000000000000000000aozora', 'A-2026-000001', 'acc_0000000000000000000000aozora',
  'ord_0000000000000000000000aozora', 'org_0000000000000000000000aozora', 'advantage', 'issued', 'ja', '{}',
  'aozora.example.jp www.aozora.example.jp', CAST('csr' AS BLOB), '2026-04', 1789000200, 1789000200, 1789500000, '',
  'crt_0000000000000000000000aozora', 6, 1789000150);
INSERT INTO issuers (id, slug, purpose, parent_id, rules, der, not_after, created_at)
VALUES ('isr_000000000000000000000000root', 'root', 'root', NULL, 'private', CAST('root' AS BLOB), 2400000000, 1788000000),
  ('isr_00000000000000000000000000ov', 'ov', 'ov', 'isr_000000000000000000000000root', 'private', CAST('ov' AS BLOB), 2100000000,
  1788000000);
INSERT INTO certificates (id, account_id, issuer_id, serial, organization_id, application_id, product, profile, common_name, names,
  organization_name, key_type, key_bits, key_sha256, fingerprint_sha256, not_before, not_after, issued_at, status, revoked_at,
  revocation_reason, status_change, der)
VALUES ('crt_0000000000000000000000aozora', 'acc_0000000000000000000000aozora', 'isr_00000000000000000000000000ov',
  CAST('serial' AS BLOB), 'org_0000000000000000000000aozora', 'app_0000000000000000000000aozora', 'advantage', 'ov_tls',
  'aozora.example.jp', 'aozora.example.jp www.aozora.example.jp', 'Aozora Shoji K.K.', 'ec', 256, CAST('key' AS BLOB),
  CAST('print' AS BLOB), 1789500000, 1821035999, 1789500000, 'active', NULL, NULL, 1, CAST('der' AS BLOB));
INSERT INTO counters (name, value) VALUES ('certificate_status_change', 1), ('O-2026', 1);
