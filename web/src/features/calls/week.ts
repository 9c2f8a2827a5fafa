/** Calendar arithmetic on plain dates (`YYYY-MM-DD`), so that no zone shifts a day. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Sunday that a week begins with. */
export function weekOf(date: string): string {
  return addDays(date, -new Date(`${date}T00:00:00Z`).getUTCDay());
}

export function isPlainDate(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** `10:00`, `10:30` … of every row that a call of the week needs, at least the desk's hours. */
export function rowsOfWeek(times: string[]): string[] {
  const halves = (text: string) => Number(text.slice(0, 2)) * 2 + (Number(text.slice(3, 5)) >= 30 ? 1 : 0);
  const all = times.map(halves);
  const first = Math.min(20, ...all);
  const last = Math.max(33, ...all);
  return Array.from({ length: last - first + 1 }, (_, at) => rowName(first + at));
}

const rowName = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;

/** The row that a time belongs to: `10:44` → `10:30`. */
export function rowOf(time: string): string {
  return `${time.slice(0, 2)}:${Number(time.slice(3, 5)) >= 30 ? '30' : '00'}`;
}
