// node web/budget.mjs [DIST]: compressed sizes against their budgets; exits 1 when one is exceeded.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const dist = process.argv[2] ?? fileURLToPath(new URL('../build/web/dist', import.meta.url));
const budget = { entry: 230_000, chunk: 70_000, total: 600_000 };

const assets = new Map(readdirSync(join(dist, 'assets')).map((name) => [name, brotliCompressSync(readFileSync(join(dist, 'assets', name))).length]));

/** The files that a page loads before it can show anything: those in its HTML, and what they import statically. */
function initial(html) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name) || !assets.has(name)) return;
    found.add(name);
    if (!name.endsWith('.js')) return;
    const text = readFileSync(join(dist, 'assets', name), 'utf8');
    for (const [, , path] of text.matchAll(/(from|import)\s*["']\.\/([\w.-]+)["']/g)) visit(basename(path));
  };
  for (const [, path] of readFileSync(join(dist, html), 'utf8').matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)) visit(path);
  return found;
}

const entries = ['order.html', 'cms.html', 'desk.html'].map((html) => [html, initial(html)]);
const first = new Set(entries.flatMap(([, names]) => [...names]));
const lines = entries.map(([html, names]) => [`initial ${html}`, [...names].reduce((sum, name) => sum + assets.get(name), 0), budget.entry]);
const [largest, size] = [...assets].filter(([name]) => !first.has(name)).sort((a, b) => b[1] - a[1])[0] ?? ['none', 0];
lines.push([`largest chunk ${largest}`, size, budget.chunk]);
lines.push(['total', [...assets.values()].reduce((sum, bytes) => sum + bytes, 0), budget.total]);

let failed = 0;
for (const [name, bytes, limit] of lines) {
  const good = bytes <= limit;
  if (!good) failed += 1;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}: ${(bytes / 1000).toFixed(1)} kB br of ${limit / 1000} kB`);
}
console.log(`${lines.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
