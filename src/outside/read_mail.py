"""Prints mails as JSON, decoded by Python's email package: read_mail.py FILE..."""
import base64
import email
import email.policy
import json
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


json.dump([describe(path) for path in sys.argv[1:]], sys.stdout)
