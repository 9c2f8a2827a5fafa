// Chromium, with the checks that hold on every page: no console error, no CSP report, no accessibility violation.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { root } from './shomei.mjs';

const artifacts = `${root}artifacts`;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A request to the API that is refused has been answered; the browser logs it all the same. A file that is missing is a fault.
const refused = /Failed to load resource: the server responded with a status of (401|403|404|409|412|422)/;
const asksApi = (request) => ['fetch', 'xhr'].includes(request.resourceType()) && isApi(request.url());
const isApi = (url) => URL.canParse(url) && new URL(url).pathname.startsWith('/api/v1/');

// The words of the interface; what stands in other elements may be somebody's data.
const interfaceWords = 'h1, h2, h3, button, label, legend, summary, th, dt, nav a, [role="tab"]';
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
// The button for the other language, and the names of the organization and the people of the story.
const data = ['日本語', '青空商事', '佐藤 花子', '鈴木 一郎', '高橋 健', '山田 太郎', '審査 担当', '承認 担当', 'タウンページ'];

/** One person at one computer. */
export class Person {
  problems = [];
  /** What the console may say, when a test breaks a page on purpose. */
  forgiven = null;
  #pending = new Set();

  constructor(context, page, name) {
    this.context = context;
    this.page = page;
    this.name = name;
    page.on('console', (message) => {
      if (message.type() !== 'error' || (refused.test(message.text()) && isApi(message.location().url))) return;
      this.#complain(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.#complain(String(error)));
    page.on('response', (response) => {
      if (response.status() >= 400 && !asksApi(response.request())) this.#complain(`${response.status()} ${response.url()}`);
    });
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.#pending.clear();
      else if (asksApi(request)) this.#pending.add(request);
    });
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => this.#pending.delete(request));
  }

  #complain(text) {
    if (!this.forgiven?.test(text)) this.problems.push(text);
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

  /** Chooses a queue of the desk, whose button may count its cases. */
  async queue(name) {
    await this.page.getByRole('button', { name: new RegExp(`^${name}( \\d+)?$`) }).click();
  }

  async choose(name, within = this.page) {
    await within.getByRole('radio', { name, exact: true }).check();
  }

  /** Nothing may be wrong on the page as it is now; `step` names the screenshot. */
  async check(step) {
    await this.page.waitForLoadState('networkidle');
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: `${artifacts}/${step}.png`, fullPage: true });
    await this.#judge(step);
  }

  /** The same about a page in a language, whose own words must be of that language; without a screenshot. */
  async look(step, language) {
    await this.#rest();
    assert.equal(await this.page.locator('html').getAttribute('lang'), language, `language of ${step}`);
    await this.#judge(step);
    if (language === 'en') assert.deepEqual(await this.#foreign(), [], `English of ${step}`);
  }

  /** Changes the language of the page, as a person does. */
  async speak(language) {
    const { page } = this;
    await page.locator('h1').first().waitFor();
    if ((await page.locator('html').getAttribute('lang')) === language) return;
    await page.getByRole('button', { name: language === 'en' ? 'English' : '日本語', exact: true }).click();
    await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
  }

  /** Waits until the page has its heading, loads nothing, and has had time to show what came. */
  async #rest() {
    const { page } = this;
    await page.locator('h1').first().waitFor();
    const busy = page.locator('[aria-busy="true"]');
    const end = Date.now() + 15_000;
    for (let quiet = 0; quiet < 3; quiet = this.#pending.size === 0 && (await busy.count()) === 0 ? quiet + 1 : 0) {
      assert.ok(Date.now() < end, `${page.url()} still waits for ${[...this.#pending].map((request) => request.url()).join(' ')}`);
      await pause(40);
    }
  }

  /** Words of the interface in Japanese, which are not said to be so. */
  async #foreign() {
    const words = await this.page
      .locator(interfaceWords)
      .evaluateAll((all) => all.filter((one) => !one.closest('[lang="ja"]')).flatMap((one) => [one.innerText, one.getAttribute('aria-label') ?? '']));
    return words.filter((text) => japanese.test(text) && !data.some((known) => text.includes(known)));
  }

  async #judge(step) {
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(rules).setLegacyMode().analyze();
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
