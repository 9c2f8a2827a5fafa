// Runs `npm ci` quietly, and only when package-lock.json is not the one installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${web}node_modules/.shomei-lock`;
const wanted = createHash('sha256')
  .update(readFileSync(`${web}package-lock.json`))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { status, error, stdout, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: web, encoding: 'utf8' });
  if (error || status !== 0) {
    console.error("shomei: the npm packages of web/package-lock.json could not be installed; the end of npm's words follows");
    console.error((error ? String(error) : `${stdout}${stderr}`).split('\n').slice(-12).join('\n'));
    process.exit(3);
  }
  writeFileSync(stamp, wanted);
}
