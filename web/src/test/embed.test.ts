// @vitest-environment node
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { embed } from '../../embed.mjs';

const folder = mkdtempSync(join(tmpdir(), 'shomei-embed-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('embeds every file sorted by path, compressed without loss, pages uncompressed, hashed names immutable', () => {
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  const script = 'console.log("証明");\n'.repeat(200);
  writeFileSync(join(dist, 'order.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(dist, 'favicon.svg'), '<svg/>');
  writeFileSync(join(dist, 'assets', 'order-0a1b2c3d.js'), script);
  const assets = embed(dist, folder) as { name: string; immutable: boolean; codings: Record<string, Uint8Array> }[];
  expect(assets.map(({ name, immutable }) => [name, immutable])).toEqual([
    ['/assets/order-0a1b2c3d.js', true],
    ['/favicon.svg', false],
    ['/order.html', false],
  ]);
  expect(Object.keys(assets[2]?.codings ?? {})).toEqual(['raw']);
  expect(brotliDecompressSync(assets[0]?.codings.br as Uint8Array).toString()).toBe(script);
  expect(gunzipSync(assets[0]?.codings.gz as Uint8Array).toString()).toBe(script);
  expect(readFileSync(join(folder, 'assets.cpp'), 'utf8')).toContain('"/order.html", "text/html; charset=utf-8"');
});
