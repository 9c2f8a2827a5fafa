/** A date and a time of the desk, in Tokyo, as the server wants an instant: without fractions of a second. */
export function deskInstant(date: string, time: string): string {
  return new Date(`${date}T${time.padStart(5, '0')}:00+09:00`).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
