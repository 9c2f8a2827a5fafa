import createClient, { type Middleware } from 'openapi-fetch';
import { isAttended } from './activity';
import { currentLanguage } from './i18n';
import { problemOf } from './problem';
import { saveFile } from './save';
import type { paths } from './schema';
import { sendVerified } from './stepup';

let csrfToken = '';
let entry = 'order';

/** Which of the three groups of pages this one belongs to; a browser may hold sessions of several. */
export function setEntry(name: 'order' | 'cms' | 'desk'): void {
  entry = name;
}

/** Keeps the token that the server bound to this session; sent with every change. */
export function keepCsrfToken(token: string | null | undefined): void {
  if (token) csrfToken = token;
}

export function forgetCsrfToken(): void {
  csrfToken = '';
}

/** The entity tag of an editable object, for If-Match. */
export function etag(object: { version: number }): { 'If-Match': string } {
  return { 'If-Match': `"v${object.version}"` };
}

/** Where somebody signs in again, coming back to this page; the public site has no log-in. */
export function loginAddress(): string | null {
  if (entry === 'order') return null;
  return `/${entry}/login?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
}

/** What every request of a client tells; `entry` and the token are asked for anew each time. */
function headersOf(entryOf: () => string, tokenOf: () => string): Middleware {
  return {
    onRequest({ request }) {
      request.headers.set('Accept-Language', currentLanguage());
      request.headers.set('X-Entry', entryOf());
      if (!isAttended()) request.headers.set('X-Background', '1');
      if (request.method === 'GET' || request.method === 'HEAD') return request;
      request.headers.set('X-Session', 'cookie');
      if (tokenOf()) request.headers.set('X-CSRF-Token', tokenOf());
      if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
        request.headers.set('Idempotency-Key', crypto.randomUUID());
      }
      return request;
    },
  };
}

const base = '/api/v1';

/** A typed client of the REST API for one group of pages and its session; asks for the second factor anew where the server wants it. */
export function makeClient(entryOf: () => string, tokenOf: () => string) {
  const client = createClient<paths>({ baseUrl: new URL(base, window.location.origin).href, fetch: (request) => sendVerified(request, tokenOf) });
  client.use(headersOf(entryOf, tokenOf));
  return client;
}

export const api = makeClient(
  () => entry,
  () => csrfToken,
);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; throws a Problem when the server refused. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

/** The address of a file below the API. */
export function fileUrl(path: string): string {
  return path.startsWith('/') && !path.startsWith(base) ? base + path : path;
}

/** Fetches a file of this session and hands it to the browser's download. */
export async function downloadFile(path: string, name: string): Promise<void> {
  const response = await window.fetch(fileUrl(path), { headers: { 'Accept-Language': currentLanguage(), 'X-Entry': entry } });
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  saveFile(name, await response.arrayBuffer(), response.headers.get('Content-Type') ?? 'application/octet-stream');
}
