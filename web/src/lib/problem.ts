/** One field that the server refused. */
export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** A refusal of the server (RFC 9457), or the failure to reach it (`status` 0, code `network`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: FieldProblem[];
  readonly requestId: string;

  constructor(init: { status: number; code: string; title?: string; detail?: string; errors?: FieldProblem[]; requestId?: string }) {
    super(init.detail ?? init.title ?? init.code);
    this.name = 'Problem';
    this.status = init.status;
    this.code = init.code;
    this.title = init.title ?? '';
    this.detail = init.detail ?? '';
    this.fields = init.errors ?? [];
    this.requestId = init.requestId ?? '';
  }
}

const placed = new WeakSet<FieldProblem>();

/** Says that a field on the page shows this refusal. */
export function markPlaced(problem: FieldProblem): void {
  placed.add(problem);
}

/** What was refused beyond the fields that show it. */
export function unplaced(error: unknown): FieldProblem[] {
  return asProblem(error).fields.filter((problem) => !placed.has(problem));
}

/** Makes a Problem of whatever was thrown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem({ status: 0, code: 'network' });
  return new Problem({ status: 0, code: 'page_failure', detail: error instanceof Error ? error.message : String(error) });
}

/** Whether what the person saw has changed since: the page reads it again. */
export function isOvertaken(error: unknown): boolean {
  const { status, code } = asProblem(error);
  return status === 412 || code === 'decided_meanwhile' || code === 'case_decided';
}

/** Reads the body of a refused response. */
export function problemOf(response: Response, body: unknown): Problem {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return new Problem({
    status: response.status,
    code: typeof fields.code === 'string' ? fields.code : `http_${response.status}`,
    title: typeof fields.title === 'string' ? fields.title : undefined,
    detail: typeof fields.detail === 'string' ? fields.detail : undefined,
    errors: Array.isArray(fields.errors) ? (fields.errors as FieldProblem[]) : undefined,
    requestId: typeof fields.requestId === 'string' ? fields.requestId : (response.headers.get('X-Request-Id') ?? undefined),
  });
}
