#!/usr/bin/env python3
"""seed.py DATA KEYFILE LICENCES CERTIFICATES: fills a fresh data directory (shomei init) for measurements.

A vetted account with fresh evidence for www.aozora-NNN.example.jp (100 domains), LICENCES licences and their purchases, an API key
(written to KEYFILE), and CERTIFICATES rows of certificates, 2 in 100 of them revoked.
"""
import hashlib, os, secrets, sqlite3, sys, time

data, key_file, licences, certificates = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
now = int(time.time())
day = 86_400
alphabet = "0123456789abcdefghjkmnpqrstvwxyz"


last = secrets.randbits(80)


def new_id(prefix):
    """130 bits in 26 characters, the millisecond of creation first, then counting on, as core/id.h makes them."""
    global last
    last += 1
    number = (now * 1000 << 85) | last
    return prefix + "_" + "".join(alphabet[(number >> shift) & 31] for shift in range(125, -1, -5))


db = sqlite3.connect(os.path.join(data, "shomei.db"), isolation_level=None)
db.execute("PRAGMA foreign_keys = ON")
db.execute("BEGIN")


def insert(table, **row):
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


account, client, organization, user = (new_id(prefix) for prefix in ("acc", "cli", "org", "usr"))
name = "株式会社青空商事"
insert("accounts", id=account, kind="non_pooling", name=name, language="ja", time_zone="Asia/Tokyo", created_at=now)
insert("clients", id=client, account_id=account, name=name, is_primary=1, created_at=now)
insert("organizations", id=organization, account_id=account, client_id=client, name=name, name_kana="アオゾラショウジ",
       name_latin="Aozora Shoji K.K.", corporate_number="6010001999001", country="JP", state="東京都", locality="千代田区",
       street="丸の内九丁目9番9号", postal_code="1009999", phone="03-0000-0001", certificate_organization="Aozora Shoji K.K.",
       certificate_state="Tokyo", certificate_locality="Chiyoda-ku", at_most_ten_members=0, status="vetted", version=1, created_at=now,
       business_category="", jurisdiction_country="", jurisdiction_state="", jurisdiction_locality="", registration_number="",
       certificate_street="")
facts = '{"active":true,"undecidedDifferences":[]}'
for step, kind in (("organization", "register"), ("authorization_call", "call")):
    insert("vetting_records", id=new_id("rec"), account_id=account, organization_id=organization, case_id=None, step=step, kind=kind,
           subject=name, source="bench", method="bench", outcome="passed", facts=facts, evidence=None,
           evidence_sha256=hashlib.sha256(facts.encode()).hexdigest(), collected_by="bench", collected_at=now)
for number in range(100):
    domain = f"aozora-{number:03}.example.jp"
    insert("domain_validations", id=new_id("dcv"), account_id=account, application_id=None, fqdn=domain, authorization_domain=domain,
           proven_domain=domain, look="", method="dns_txt", random_value=secrets.token_urlsafe(16), status="valid",
           created_at=now, value_expires_at=now + 30 * day, completed_at=now, next_try_at=None, attempts=1, last_found="", last_error="",
           profile="tls.ov", caa="", perspectives="")
insert("users", id=user, account_id=account, role="super_admin", email="admin@aozora.example.jp", name="青空 翠", language="ja",
       password_hash="none", must_change_password=0, totp_secret=None, totp_confirmed=0, totp_last_step=0, failed_logins=0,
       locked_until=0, disabled=0, created_at=now)
key = "shk_" + secrets.token_urlsafe(32)
insert("api_keys", id=new_id("key"), account_id=account, user_id=user, name="bench", key_hash=hashlib.sha256(key.encode()).hexdigest(),
       scopes="certificates:read certificates:issue", ip_ranges="", created_at=now, expires_at=None, revoked_at=None)
for _ in range(licences):
    licence = new_id("lic")
    insert("licences", id=licence, account_id=account, order_id=None, kind="advantage", plan="non_pooling", status="available",
           bought_at=now, lapses_at=now + 365 * day, certificate_id=None)
    insert("inventory_movements", id=new_id("mov"), account_id=account, licence_id=licence, kind="advantage", movement="purchase",
           quantity=1, cause="bench", at=now)
issuer = db.execute("SELECT id FROM issuers WHERE purpose = 'ov'").fetchone()[0]
for number in range(1, certificates + 1):
    host = f"www.aozora-{number % 100:03}.example.jp"
    revoked = now - day if number % 50 == 0 else None
    insert("certificates", id=new_id("crt"), account_id=account, issuer_id=issuer, serial=b"\x40" + os.urandom(15),
           organization_id=organization, application_id=None, product="advantage", profile="tls.ov", common_name=host,
           names=f"{host} n{number}.{host}", organization_name="Aozora Shoji K.K.", key_type="ec", key_bits=256,
           key_sha256=os.urandom(32), fingerprint_sha256=os.urandom(32), not_before=now - 30 * day, not_after=now + 150 * day,
           issued_at=now - 30 * day, status="revoked" if revoked else "active", revoked_at=revoked,
           revocation_reason=4 if revoked else None, status_change=number, der=os.urandom(900))
if certificates:
    db.execute("INSERT INTO counters (name, value) VALUES ('certificate_status_change', ?) "
               "ON CONFLICT (name) DO UPDATE SET value = excluded.value", [certificates])
db.execute("COMMIT")
with open(key_file, "w") as file:
    file.write(key)
