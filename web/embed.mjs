// Turns the built pages into assets.S (bytes, by .incbin) and assets.cpp (the table that http::web_assets() returns).
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

/** What is stored of one file; a coding that saves nothing is left out, and so are those of pages (their nonce changes). */
function assetOf(path, dist) {
  const name = `/${relative(dist, path)}`;
  const mime = types[extname(path)];
  if (!mime) throw new Error(`no media type is known for ${name}; add it to web/embed.mjs`);
  const raw = readFileSync(path);
  const codings = { raw };
  if (extname(path) !== '.html') {
    for (const [coding, bytes] of [
      ['br', brotli(raw)],
      ['gz', gzipSync(raw, { level: 9 })],
    ]) {
      if (bytes.length < raw.length) codings[coding] = bytes;
    }
  }
  const immutable = /^\/assets\/.+-[\w-]{8}\.\w+$/.test(name);
  return { name, mime, immutable, codings, etag: createHash('sha256').update(raw).digest('hex').slice(0, 32) };
}

/** Writes assets.S, assets.cpp and the blobs they name into `out`. */
export function embed(dist, out) {
  const assets = filesBelow(dist)
    .map((path) => assetOf(path, dist))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const blobs = join(out, 'blobs');
  rmSync(blobs, { recursive: true, force: true });
  mkdirSync(blobs, { recursive: true });
  const assembly = ['.section .note.GNU-stack,"",%progbits', '.section .rodata'];
  const declarations = [];
  const rows = [];
  assets.forEach((asset, index) => {
    const spans = ['raw', 'br', 'gz'].map((coding) => {
      const bytes = asset.codings[coding];
      if (!bytes) return '{}';
      const symbol = `shomei_web_${index}_${coding}`;
      const file = join(blobs, `${index}.${coding}`);
      writeFileSync(file, bytes);
      assembly.push(`.globl ${symbol}`, '.balign 16', `${symbol}:`, `.incbin "${file}"`, '.byte 0');
      declarations.push(`extern const std::uint8_t ${symbol}[];`);
      return `{${symbol}, ${bytes.length}}`;
    });
    rows.push(`    {"${asset.name}", "${asset.mime}", "\\"${asset.etag}\\"", ${spans.join(', ')}, ${asset.immutable}},`);
  });
  writeFileSync(join(out, 'assets.S'), `${assembly.join('\n')}\n`);
  writeFileSync(
    join(out, 'assets.cpp'),
    `#include "http/static_assets.h"

extern "C" {
${declarations.join('\n')}
}

namespace http {
namespace {

const Asset assets[] = {
${rows.join('\n')}
};

} // namespace

std::span<const Asset> web_assets() { return assets; }

} // namespace http
`,
  );
  return assets;
}
