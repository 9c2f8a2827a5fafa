/**
 * Key, certificate request (PKCS #10, RFC 2986) and encrypted key file (PKCS #8 with PBES2, RFC 8018) made inside the browser.
 * The private key never leaves it except as the encrypted file that the user saves.
 */
type Bytes = Uint8Array<ArrayBuffer>;
export type KeyKind = 'P-256' | 'P-384' | 'RSA-2048' | 'RSA-3072' | 'RSA-4096';

export interface RequestSubject {
  commonName: string;
  organization: string;
  state: string;
  locality: string;
  country: string;
}

const text = new TextEncoder();

function concat(chunks: Bytes[]): Bytes {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** One DER element: identifier, definite length, contents. */
function element(tag: number, ...contents: Bytes[]): Bytes {
  const body = concat(contents);
  const length: number[] = [];
  if (body.length < 128) {
    length.push(body.length);
  } else {
    for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
    length.unshift(0x80 | length.length);
  }
  return concat([Uint8Array.from([tag, ...length]), body]);
}

const sequence = (...contents: Bytes[]) => element(0x30, ...contents);
const set = (...contents: Bytes[]) => element(0x31, ...contents);
const octets = (bytes: Bytes) => element(0x04, bytes);
const bits = (bytes: Bytes) => element(0x03, Uint8Array.from([0]), bytes);
const nil = () => element(0x05);

/** An unsigned big-endian number as a DER INTEGER: shortest form, leading zero when the top bit is set. */
function integer(bytes: Bytes): Bytes {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const shortest = bytes.slice(start);
  return element(0x02, (shortest[0] as number) >= 0x80 ? concat([Uint8Array.from([0]), shortest]) : shortest);
}

function small(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return integer(Uint8Array.from(bytes.length ? bytes : [0]));
}

function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const group = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) group.unshift((left & 0x7f) | 0x80);
    bytes.push(...group);
  }
  return element(0x06, Uint8Array.from(bytes));
}

const oids = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  state: '2.5.4.8',
  organization: '2.5.4.10',
  extensionRequest: '1.2.840.113549.1.9.14',
  subjectAltName: '2.5.29.17',
  sha256Rsa: '1.2.840.113549.1.1.11',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  ecdsaSha384: '1.2.840.10045.4.3.3',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
};

function attribute(type: string, value: string): Bytes {
  const tag = type === oids.country ? 0x13 : 0x0c;
  return set(sequence(oid(type), element(tag, text.encode(value) as Bytes)));
}

function distinguishedName(subject: RequestSubject): Bytes {
  const order: [string, string][] = [
    [oids.country, subject.country],
    [oids.state, subject.state],
    [oids.locality, subject.locality],
    [oids.organization, subject.organization],
    [oids.commonName, subject.commonName],
  ];
  return sequence(...order.filter(([, value]) => value !== '').map(([type, value]) => attribute(type, value)));
}

/** The extensionRequest attribute with the DNS names (RFC 5280 4.2.1.6, dNSName [2]). */
function requestedNames(names: string[]): Bytes {
  const general = sequence(...names.map((name) => element(0x82, text.encode(name) as Bytes)));
  const extensions = sequence(sequence(oid(oids.subjectAltName), octets(general)));
  return element(0xa0, sequence(oid(oids.extensionRequest), set(extensions)));
}

/** WebCrypto signs with r||s; X.509 wants a SEQUENCE of two INTEGERs (RFC 3279 2.2.3). */
function ecdsaSignature(raw: Bytes): Bytes {
  const half = raw.length / 2;
  return sequence(integer(raw.slice(0, half)), integer(raw.slice(half)));
}

interface Algorithm {
  generate: EcKeyGenParams | RsaHashedKeyGenParams;
  sign: EcdsaParams | { name: string };
  identifier: Bytes;
}

function algorithm(kind: KeyKind): Algorithm {
  if (kind === 'P-256' || kind === 'P-384') {
    const hash = kind === 'P-256' ? 'SHA-256' : 'SHA-384';
    const signature = kind === 'P-256' ? oids.ecdsaSha256 : oids.ecdsaSha384;
    return { generate: { name: 'ECDSA', namedCurve: kind }, sign: { name: 'ECDSA', hash }, identifier: sequence(oid(signature)) };
  }
  const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: Number(kind.slice(4)), publicExponent: Uint8Array.from([1, 0, 1]), hash: 'SHA-256' };
  return { generate: rsa, sign: { name: rsa.name }, identifier: sequence(oid(oids.sha256Rsa), nil()) };
}

export function pem(label: string, der: Bytes): string {
  let binary = '';
  for (const byte of der) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export async function generateKey(kind: KeyKind): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(algorithm(kind).generate, true, ['sign', 'verify'])) as CryptoKeyPair;
}

/** A signed PKCS #10 request in PEM. */
export async function makeRequest(keys: CryptoKeyPair, kind: KeyKind, subject: RequestSubject, names: string[]): Promise<string> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
  const info = sequence(small(0), distinguishedName(subject), spki, requestedNames(names));
  const { sign, identifier } = algorithm(kind);
  const raw = new Uint8Array(await crypto.subtle.sign(sign, keys.privateKey, info));
  const signature = sign.name === 'ECDSA' ? ecdsaSignature(raw) : raw;
  return pem('CERTIFICATE REQUEST', sequence(info, identifier, bits(signature)));
}

const iterations = 600_000;

/** The private key as an encrypted PKCS #8 file: PBES2, PBKDF2 with HMAC-SHA-256, AES-256-CBC. */
export async function encryptKey(key: CryptoKey, passPhrase: string): Promise<string> {
  const plain = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const base = await crypto.subtle.importKey('raw', text.encode(passPhrase) as Bytes, 'PBKDF2', false, ['deriveKey']);
  const wrapping = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, { name: 'AES-CBC', length: 256 }, false, [
    'encrypt',
  ]);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, wrapping, plain));
  const derivation = sequence(oid(oids.pbkdf2), sequence(octets(salt), small(iterations), sequence(oid(oids.hmacSha256), nil())));
  const scheme = sequence(oid(oids.pbes2), sequence(derivation, sequence(oid(oids.aes256Cbc), octets(iv))));
  return pem('ENCRYPTED PRIVATE KEY', sequence(scheme, octets(sealed)));
}
