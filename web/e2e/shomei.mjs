// Starts the program under test on a data directory of its own.
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, MailSink, NameServer } from './servers.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

function program() {
  const folders = process.env.SHOMEI_BUILD ? [process.env.SHOMEI_BUILD] : [`${root}build/release`, `${root}build/dev`];
  const found = folders.map((folder) => join(folder, 'shomei')).find(existsSync);
  if (!found) throw new Error(`no shomei in ${folders.join(', ')}; run make build`);
  return found;
}

/** Sets keys of the configuration file, each by its name. */
function configure(file, settings) {
  let text = readFileSync(file, 'utf8');
  for (const [key, value] of Object.entries(settings)) {
    const line = new RegExp(`^${key} = .*$`, 'm');
    if (!line.test(text)) throw new Error(`${file} has no ${key}`);
    text = text.replace(line, `${key} = ${JSON.stringify(value)}`);
  }
  writeFileSync(file, text);
}

/** `[{email, role, password}]` from what `shomei init` prints. */
function staffOf(output) {
  return [...output.matchAll(/^\s+(\S+@\S+)\s+([a-z_]+)\s+(\S+)\s*$/gm)].map(([, email, role, password]) => ({ email, role, password }));
}

function serve(binary, data, ports) {
  // While pages are being written: SHOMEI_WEB_ROOT=build/web/dist serves them without building the program again.
  const pages = process.env.SHOMEI_WEB_ROOT ? ['--web-root', process.env.SHOMEI_WEB_ROOT] : [];
  const child = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${ports.site}`, '--desk-listen', `127.0.0.1:${ports.desk}`, ...pages], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const ready = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`shomei was not ready in 20 s: ${log}`)), 20_000);
    child.once('exit', (code) => reject(new Error(`shomei ended with ${code}: ${log}`)));
    child.stdout.once('data', (line) => {
      clearTimeout(late);
      if (JSON.parse(String(line).split('\n')[0]).ready) resolve();
      else reject(new Error(`unexpected first line: ${line}`));
    });
  });
  return { child, ready, log: () => log };
}

/** A whole installation with its mail and name servers; `stop()` ends all of it and returns the program's exit code. */
export async function startShomei() {
  const folder = mkdtempSync(join(tmpdir(), 'shomei-e2e-'));
  const mail = await MailSink.start();
  const dns = await NameServer.start(join(folder, 'dns'));
  const end = () => {
    mail.stop();
    dns.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const installation = await install(folder, mail, dns);
    const stop = async () => {
      const code = await installation.stop();
      end();
      return code;
    };
    return { ...installation, mail, dns, folder, stop };
  } catch (error) {
    end(); // otherwise its servers would keep the tests from ending
    throw error;
  }
}

async function install(folder, mail, dns) {
  const binary = program();
  const data = join(folder, 'data');
  const ports = { site: await freePort(), desk: await freePort() };
  const site = `http://127.0.0.1:${ports.site}`;
  const desk = `http://127.0.0.1:${ports.desk}`;
  const made = execFileSync(
    binary,
    ['--lang', 'ja', 'init', '--data', data, '--name', 'Shomei E2E', '--root-key', 'p384', '--base-url', site, '--public-url', site, '--desk-url', desk],
    { encoding: 'utf8' },
  );
  configure(join(data, 'shomei.toml'), {
    smtp_url: `smtp://127.0.0.1:${mail.port}`,
    stubs: [`.=127.0.0.1@${dns.port}`],
    trust_anchor: join(dns.folder, 'anchors'),
  });
  for (const file of ['corporate_numbers.csv', 'lei_entries.csv'])
    execFileSync(binary, ['admin', 'import-register', '--data', data, `${root}catalogue/demo/${file}`], { stdio: 'ignore' });
  const running = serve(binary, data, ports);
  await running.ready;
  const stop = async () => {
    const ended = new Promise((resolve) => running.child.once('exit', resolve));
    running.child.kill('SIGTERM');
    return await ended;
  };
  /** A log-in for the customer's portal: the operator's command, with the account of the only order. */
  const addCustomer = (email) => {
    const account = execFileSync('sqlite3', ['-readonly', join(data, 'shomei.db'), 'SELECT account_id FROM orders'], { encoding: 'utf8' }).trim();
    const words = ['admin', 'add-user', '--data', data, '--role', 'super_admin', '--email', email, '--name', '佐藤 花子', '--account', account];
    return { email, role: 'super_admin', password: /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec(execFileSync(binary, words, { encoding: 'utf8' }))[0] };
  };
  const change = (statement) => execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(data, 'shomei.db'), statement]);
  /** Puts a customer's account into another time zone, which no page does yet. */
  const moveAccount = (email, zone) => change(`UPDATE accounts SET time_zone = '${zone}' WHERE id = (SELECT account_id FROM users WHERE email = '${email}')`);
  /** Lets an hour pass since the user showed the second factor. */
  const ageSecondFactor = (email) =>
    change(`UPDATE sessions SET verified_at = verified_at - 3600 WHERE user_id = (SELECT id FROM users WHERE email = '${email}')`);
  return { site, desk, data, staff: staffOf(made), addCustomer, moveAccount, ageSecondFactor, log: running.log, stop };
}

/** The code of an authenticator app (RFC 6238, SHA-1, 6 digits, 30 s); `ahead` counts steps into the future. */
export function totp(secret, ahead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[\s=]/g, '').toUpperCase()].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
