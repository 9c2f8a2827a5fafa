import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, etag, keepCsrfToken, setEntry, unwrap } from './api';
import { asProblem, Problem } from './problem';

function answer(status: number, body: unknown, type = 'application/json') {
  const sent: Request[] = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    sent.push(input as Request);
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
  });
  return sent;
}

afterEach(() => vi.restoreAllMocks());

describe('the client of the API', () => {
  it('sends language, entry, CSRF token and a fresh idempotency key with a creating request', async () => {
    const sent = answer(201, { applicationId: 'app_1' });
    setEntry('order');
    keepCsrfToken('token-1');
    await unwrap(api.POST('/access-code-redemptions', { body: { code: 'A' } }));
    await unwrap(api.POST('/access-code-redemptions', { body: { code: 'A' } }));
    const [first, second] = sent.map((request) => request.headers);
    expect(first?.get('X-CSRF-Token')).toBe('token-1');
    expect(first?.get('X-Entry')).toBe('order');
    expect(first?.get('X-Session')).toBe('cookie');
    expect(first?.get('Accept-Language')).toMatch(/^(ja|en)$/);
    expect(first?.get('Idempotency-Key')).toBeTruthy();
    expect(first?.get('Idempotency-Key')).not.toBe(second?.get('Idempotency-Key'));
  });

  it('sends neither with a request that only reads', async () => {
    const sent = answer(200, { items: [] });
    await unwrap(api.GET('/products'));
    expect(sent[0]?.headers.get('X-CSRF-Token')).toBeNull();
    expect(sent[0]?.headers.get('Idempotency-Key')).toBeNull();
  });

  it('names the version it read in If-Match', async () => {
    const sent = answer(200, {});
    await unwrap(api.POST('/cases/{id}/approvals', { params: { path: { id: 'cas_1' }, header: etag({ version: 7 }) }, body: { reviewed: true, note: 'n' } }));
    expect(sent[0]?.headers.get('If-Match')).toBe('"v7"');
  });

  it('turns a refusal into a Problem with code, sentence, fields and request id', async () => {
    const body = { status: 422, code: 'invalid', title: 'T', detail: 'D', errors: [{ field: 'email', code: 'wrong_form', detail: 'E' }], requestId: 'req_1' };
    answer(422, body, 'application/problem+json');
    const problem = await unwrap(api.GET('/session')).then(
      () => null,
      (error) => error as Problem,
    );
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 422, code: 'invalid', detail: 'D', requestId: 'req_1', fields: body.errors });
  });

  it('knows an unreachable server from a broken page', () => {
    expect(asProblem(new TypeError('Failed to fetch')).code).toBe('network');
    expect(asProblem(new Error('x')).code).toBe('page_failure');
  });
});
