// Chromium, with the checks that hold on every page: no console error, no CSP report, no accessibility violation.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { root } from './shomei.mjs';

const artifacts = `${root}artifacts`;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A refused request is an answer, not a fault; the browser logs it all the same.
const answered = /Failed to load resource: the server responded with a status of (401|404|409|412|422)/;

/** One person at one computer. */
export class Person {
  problems = [];

  constructor(context, page, name) {
    this.context = context;
    this.page = page;
    this.name = name;
    page.on('console', (message) => {
      if (message.type() === 'error' && !answered.test(message.text())) this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  async open(url) {
    await this.page.goto(url);
  }

  heading(name) {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  async see(name) {
    await this.heading(name).waitFor({ timeout: 30_000 });
  }

  async fill(values, within = this.page) {
    for (const [label, value] of Object.entries(values))
      await within
        .getByRole('textbox', { name: new RegExp(`^${label}`) })
        .first()
        .fill(value);
  }

  async secret(label, value, within = this.page) {
    await within.getByLabel(new RegExp(`^${label} ?(※必須|Required)?$`)).fill(value);
  }

  async press(name, within = this.page) {
    await within.getByRole('button', { name, exact: true }).click();
  }

  async choose(name, within = this.page) {
    await within.getByRole('radio', { name, exact: true }).check();
  }

  /** Nothing may be wrong on the page as it is now; `step` names the screenshot. */
  async check(step) {
    await this.page.waitForLoadState('networkidle');
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: `${artifacts}/${step}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(rules).analyze();
    const found = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
    assert.deepEqual(found, [], `accessibility of ${step}`);
    assert.deepEqual(this.problems, [], `console and CSP of ${step}`);
    const wider = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, `${step} is ${wider} px wider than the window`);
  }
}

export async function startBrowser() {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const person = async (name, { locale = 'ja-JP', timezoneId = 'Asia/Tokyo', width = 1440, height = 900 } = {}) => {
    const context = await browser.newContext({ locale, timezoneId, viewport: { width, height }, reducedMotion: 'reduce', acceptDownloads: true });
    const page = await context.newPage();
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    page.setDefaultTimeout(30_000);
    return new Person(context, page, name);
  };
  const picture = async (name) => {
    const pages = browser.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page, at) => page.screenshot({ path: `${artifacts}/${name}-${at}.png`, fullPage: true }).catch(() => undefined)));
  };
  return { person, picture, close: () => browser.close() };
}
