// The licences of the packages that reach the browser, as one text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** `licenses.txt` of the run-time packages in the lock file of `web`. */
export function licenses(web) {
  const { packages } = JSON.parse(readFileSync(`${web}/package-lock.json`, 'utf8'));
  const parts = ['Shomei sends these packages to the browser. Their licences follow.\n'];
  for (const [path, entry] of Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const folder = `${web}/${path}`;
    if (path === '' || entry.dev || entry.optional || !existsSync(folder)) continue;
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `Licence: ${entry.license}`;
    parts.push(`${'-'.repeat(72)}\n${path.replace(/^.*node_modules\//, '')} ${entry.version} (${entry.license})\n\n${text}\n`);
  }
  return parts.join('\n');
}
