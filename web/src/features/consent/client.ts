import { makeClient, unwrap } from '@/lib/api';
import type { ConsentPage } from '@/lib/types';

let csrfToken = '';

/** Calls with the session of a mailed link, beside whatever else this browser is signed in to. */
export const linkApi = makeClient(
  () => 'link',
  () => csrfToken,
);

/** A link's secret has 43 characters; what stands there afterwards is no secret. */
const opened = 'open';
const isSecret = (token: string) => token.length > 20;

/** Whoever has opened a link in this browser before has a session, without whose token nothing may be sent. */
async function knowSession(): Promise<void> {
  csrfToken = (await unwrap(linkApi.GET('/session'))).csrfToken ?? '';
}

/** Opens the link, and takes its secret out of the address bar; when the page is loaded again the session goes on. */
export async function openPage(token: string): Promise<ConsentPage> {
  if (isSecret(token)) window.history.replaceState(window.history.state, '', `/a/${opened}`);
  await knowSession();
  if (!isSecret(token)) return unwrap(linkApi.GET('/consent-page'));
  const { page, csrfToken: given } = await unwrap(linkApi.POST('/consent-sessions', { body: { token } }));
  csrfToken = given;
  return page;
}
