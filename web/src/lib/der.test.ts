// @vitest-environment node
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encryptKey, generateKey, type KeyKind, makeRequest } from './der';

const folder = mkdtempSync(join(tmpdir(), 'shomei-der-'));
afterAll(() => rmSync(folder, { recursive: true }));

const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const subject = { commonName: 'www.aozora.example.jp', organization: '株式会社青空商事', state: '東京都', locality: '千代田区', country: 'JP' };
const names = ['www.aozora.example.jp', 'aozora.example.jp', 'xn--wgv71a.example.jp'];

async function make(kind: KeyKind, passPhrase: string) {
  const keys = await generateKey(kind);
  const csr = join(folder, `${kind}.csr`);
  const key = join(folder, `${kind}.key`);
  writeFileSync(csr, await makeRequest(keys, kind, subject, names));
  writeFileSync(key, await encryptKey(keys.privateKey, passPhrase));
  return { csr, key };
}

describe('keys and requests made in the browser, read by OpenSSL', () => {
  it.each<[KeyKind, RegExp]>([
    ['P-256', /NIST CURVE: P-256/],
    ['P-384', /NIST CURVE: P-384/],
    ['RSA-2048', /Public-Key: \(2048 bit\)/],
  ])('%s: signature, subject, names and key hold [A11]', async (kind, keyText) => {
    const { csr, key } = await make(kind, 'correct horse battery');
    expect(spawnSync('openssl', ['req', '-in', csr, '-verify', '-noout'], { encoding: 'utf8' }).stderr).toMatch(/verify OK/);
    const text = openssl('req', '-in', csr, '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus');
    expect(text).toMatch(keyText);
    expect(text).toContain('C=JP,ST=東京都,L=千代田区,O=株式会社青空商事,CN=www.aozora.example.jp');
    expect(text).toContain('DNS:www.aozora.example.jp, DNS:aozora.example.jp, DNS:xn--wgv71a.example.jp');
    const fromKey = openssl('pkey', '-in', key, '-passin', 'pass:correct horse battery', '-pubout');
    expect(fromKey).toBe(openssl('req', '-in', csr, '-noout', '-pubkey'));
  });

  it('refuses a wrong pass phrase and opens with a Japanese one', async () => {
    const { key } = await make('P-256', '正しい合言葉です');
    expect(spawnSync('openssl', ['pkey', '-in', key, '-passin', 'pass:wrong', '-noout']).status).not.toBe(0);
    expect(openssl('pkey', '-in', key, '-passin', 'pass:正しい合言葉です', '-pubout')).toContain('PUBLIC KEY');
  });

  it('seals the key with PBES2: PBKDF2-HMAC-SHA-256 of 600 000 rounds and AES-256-CBC', async () => {
    const { key } = await make('P-256', 'correct horse battery');
    const text = openssl('asn1parse', '-in', key);
    expect(text).toMatch(/PBES2[\s\S]*PBKDF2[\s\S]*hmacWithSHA256[\s\S]*aes-256-cbc/);
    expect(text).toContain('INTEGER           :0927C0');
  });
});
