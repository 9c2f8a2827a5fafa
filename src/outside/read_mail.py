"""Prints the mails of a folder as JSON, decoded by Python's email package: read_mail.py FOLDER."""
import base64
import email
import email.policy
import json
import os
import sys


def describe(path):
    with open(path, "rb") as file:
        raw = file.read()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return {
        "envelope_to": str(message.get("Delivered-To", "")),
        "from": str(message.get("From", "")),
        "to": str(message.get("To", "")),
        "subject": str(message.get("Subject", "")),
        "date": str(message.get("Date", "")),
        "message_id": str(message.get("Message-ID", "")),
        "body": body.get_content().replace("\r\n", "\n") if body else "",
        "attachments": [
            {
                "file_name": part.get_filename() or "",
                "content_type": part.get_content_type(),
                "content": base64.b64encode(part.get_payload(decode=True)).decode(),
            }
            for part in message.iter_attachments()
        ],
        "raw": raw.decode("latin-1"),
    }


def main(folder):
    paths = [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []
    paths.sort(key=lambda path: (os.stat(path).st_mtime_ns, path))
    json.dump([describe(path) for path in paths], sys.stdout)


main(sys.argv[1])
