"""Re-verifies an audit log as docs/formats/audit-log.md tells, with nothing of Shomei's."""
import hashlib
import sqlite3
import struct
import sys


def field(data):
    return struct.pack(">I", len(data)) + data


def hash_of(previous, row):
    seq, at, *texts = row
    data = field(b"shomei-audit-1") + field(previous) + field(str(seq).encode()) + field(str(at).encode())
    return hashlib.sha256(data + b"".join(field(text.encode()) for text in texts)).digest()


def verify(database):
    previous, expected = bytes(32), 1
    rows = database.execute(
        "SELECT seq, at, actor, origin, action, object, account_id, details, hash FROM audit_events ORDER BY seq")
    for *row, stored in rows:
        if row[0] != expected or hash_of(previous, row) != stored:
            return f"broken at {expected}"
        previous, expected = stored, expected + 1
    head = database.execute("SELECT seq, hash FROM audit_head").fetchone() or (0, bytes(32))
    if head != (expected - 1, previous):
        return f"broken at {expected}"
    return f"{expected - 1} events, intact"


print(verify(sqlite3.connect(sys.argv[1])))
