/** Asks the person for the second factor anew; false when it was not shown. */
type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asked: Promise<boolean> | null = null;
let showings = 0;

/** Says who asks on this page; returns how to stop. */
export function askWith(asker: Ask): () => void {
  ask = asker;
  return () => {
    if (ask === asker) ask = null;
  };
}

async function askPerson(): Promise<boolean> {
  const shown = await (ask?.() ?? false);
  if (shown) showings += 1;
  return shown;
}

/** One question for all requests that wait. */
function showSecondFactor(): Promise<boolean> {
  asked ??= askPerson().finally(() => {
    asked = null;
  });
  return asked;
}

async function isDue(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const problem = await response
    .clone()
    .json()
    .catch(() => null);
  return problem?.code === 'second_factor_due';
}

/**
 * Sends a request of a session. Where the server wants the second factor anew and it is shown, sends the same once more
 * with the token of the renewed session; otherwise the refusal is the answer.
 */
export async function sendVerified(request: Request, tokenOf: () => string): Promise<Response> {
  if (request.method === 'GET' || request.method === 'HEAD') return window.fetch(request);
  const again = request.clone();
  const before = showings;
  const response = await window.fetch(request);
  if (!(await isDue(response))) return response;
  if (showings === before && !(await showSecondFactor())) return response; // another request may have had it shown meanwhile
  again.headers.set('X-CSRF-Token', tokenOf());
  return window.fetch(again);
}
