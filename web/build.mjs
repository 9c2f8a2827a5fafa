// node web/build.mjs OUT: builds the pages into OUT/dist and OUT/assets.{S,cpp}, which CMake compiles into shomei_web.
import './tools/install.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embed } from './embed.mjs';
import { licenses } from './tools/licenses.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const out = resolve(process.argv[2] ?? `${web}../build/web`);
const dist = `${out}/dist`;
mkdirSync(out, { recursive: true });

const { build } = await import('vite');
await build({ root: web, configFile: `${web}vite.config.ts`, logLevel: 'warn', build: { outDir: dist, emptyOutDir: true } });
writeFileSync(`${dist}/licenses.txt`, licenses(web));
embed(dist, out);
