// The outside world on loopback: a mail sink that speaks SMTP, and a real Knot DNS server.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readMail } from './mail.mjs';

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function until(what, probe, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await pause(150);
  }
}

export function accepts(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.on('connect', () => resolve(socket.destroy() && true));
    socket.on('error', () => resolve(false));
  });
}

/** Takes mail for every address. */
export class MailSink {
  mails = [];

  static async start() {
    const sink = new MailSink();
    sink.server = createServer((socket) => sink.#talk(socket));
    await new Promise((resolve) => sink.server.listen(0, '127.0.0.1', resolve));
    sink.port = sink.server.address().port;
    return sink;
  }

  #talk(socket) {
    let pending = '';
    let to = [];
    let data = null;
    const say = (line) => socket.write(`${line}\r\n`);
    const command = (line) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') return say('250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8');
      if (verb === 'RCPT') to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
      if (verb === 'DATA') {
        data = '';
        return say('354 go on');
      }
      if (verb === 'QUIT') {
        say('221 bye');
        return socket.end();
      }
      if (verb === 'RSET') to = [];
      say('250 ok');
    };
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      pending += chunk;
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (data === null) {
          command(line);
        } else if (line === '.') {
          this.mails.push({ to, ...readMail(data) });
          to = [];
          data = null;
          say('250 taken');
        } else {
          data += `${line.replace(/^\./, '')}\r\n`;
        }
      }
    });
    say('220 sink');
  }

  /** The newest mail to an address whose subject contains a text. */
  waitFor(address, part) {
    return until(`a mail to ${address} about ${part}`, () => this.mails.findLast((mail) => mail.to.includes(address) && mail.subject.includes(part)));
  }

  stop() {
    this.server.close();
  }
}

/** Knot, authoritative for the zone jp and for the root, so that no question leaves this machine. */
export class NameServer {
  #serial = 1;
  #records = new Map();

  static async start(folder) {
    const server = new NameServer();
    server.folder = folder;
    server.port = await freePort();
    mkdirSync(join(folder, 'run'), { recursive: true });
    writeFileSync(join(folder, 'anchors'), 'unrelated.invalid. 3600 IN DS 60485 8 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A\n');
    server.#write('.');
    server.#write('jp');
    writeFileSync(
      join(folder, 'knot.conf'),
      `server:
  listen: 127.0.0.1@${server.port}
  rundir: ${folder}/run
  udp-workers: 1
  tcp-workers: 1
  background-workers: 1
database:
  storage: ${folder}/db
control:
  listen: ${folder}/run/knot.sock
template:
  - id: default
    storage: ${folder}
    zonefile-sync: -1
    journal-content: none
    zonefile-load: whole
    semantic-checks: off
zone:
  - domain: .
    file: root.zone
  - domain: jp
    file: jp.zone
`,
    );
    server.process = spawn('knotd', ['-c', join(folder, 'knot.conf')], { stdio: 'ignore' });
    await until('knotd answers', () => accepts(server.port));
    return server;
  }

  #write(zone) {
    this.#serial += 1;
    const head = `$ORIGIN ${zone === '.' ? '' : zone}.\n$TTL 5\n@ SOA ns.name-server.invalid. hostmaster.name-server.invalid. ${this.#serial} 3600 600 86400 5\n@ NS ns.name-server.invalid.\n`;
    const records = zone === '.' ? '' : [...this.#records.values()].join('\n');
    writeFileSync(join(this.folder, zone === '.' ? 'root.zone' : `${zone}.zone`), `${head}${records}\n`);
  }

  /** Publishes one TXT record below jp. */
  publish(name, value) {
    this.#records.set(name, `${name.replace(/\.?$/, '.')} TXT "${value}"`);
    this.#write('jp');
    const { status, stderr } = spawnSync('knotc', ['-b', '-c', join(this.folder, 'knot.conf'), 'zone-reload', 'jp'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`knotc could not reload the zone: ${stderr}`);
  }

  stop() {
    this.process.kill('SIGTERM');
  }
}
