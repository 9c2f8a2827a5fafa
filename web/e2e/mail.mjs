// Reads a mail as a person's program shows it: encoded words, transfer encodings, the plain text of a multipart.

function decodeWords(text) {
  return text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi, (_, charset, encoding, body) => {
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(body, 'base64') : quotedPrintable(body.replaceAll('_', ' '));
    return new TextDecoder(charset).decode(bytes);
  });
}

function quotedPrintable(text) {
  const bytes = [];
  const joined = text.replace(/=\r?\n/g, '');
  for (let at = 0; at < joined.length; at += 1) {
    const hex = /^=[0-9A-F]{2}/i.exec(joined.slice(at, at + 3));
    if (hex) {
      bytes.push(Number.parseInt(hex[0].slice(1), 16));
      at += 2;
    } else {
      bytes.push(...Buffer.from(joined[at]));
    }
  }
  return Buffer.from(bytes);
}

function split(raw) {
  const end = raw.search(/\r?\n\r?\n/);
  const head = end < 0 ? raw : raw.slice(0, end);
  const headers = new Map();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? '' : raw.slice(end).replace(/^\r?\n\r?\n/, '') };
}

function plainText(raw) {
  const { headers, body } = split(raw);
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    const parts = body.split(new RegExp(`\\r?\\n?--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:--)?\\r?\\n`)).slice(1);
    return parts.map(plainText).find((text) => text !== null) ?? '';
  }
  if (!/^text\/plain/i.test(type)) return null;
  const encoding = (headers.get('content-transfer-encoding') ?? '8bit').toLowerCase();
  const charset = /charset="?([\w-]+)"?/i.exec(type)?.[1] ?? 'utf-8';
  const bytes = encoding === 'base64' ? Buffer.from(body, 'base64') : encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'latin1');
  return new TextDecoder(charset).decode(bytes);
}

/** `{subject, text}` of the bytes of a mail (given as latin1 text). */
export function readMail(raw) {
  const { headers } = split(raw);
  const subject = decodeWords(headers.get('subject') ?? '');
  return { subject, text: plainText(raw) ?? '' };
}
