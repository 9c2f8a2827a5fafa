/** Half-width form of what was typed in full width, without spaces around it. */
export function toHalfWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー](?=\d)|(?<=\d)[‐‑‒–—―−ー]/g, '-')
    .trim();
}

/** Full-width katakana of hiragana, half-width kana or katakana. */
export function toKatakana(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0x60))
    .trim();
}

/** A host name as typed: full width, upper case, a pasted URL or a last dot are accepted. */
export function toHostName(text: string): string {
  return toHalfWidth(text)
    .replace(/[。。]/g, '.')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** `100-0001` from seven digits in any writing; other text stays. */
export function toPostalCode(text: string): string {
  const digits = toHalfWidth(text).replace(/\D/g, '');
  return digits.length === 7 ? `${digits.slice(0, 3)}-${digits.slice(3)}` : toHalfWidth(text);
}

/** `2026-11-24` from 20261124, 2026/11/24 or full width; other text stays. */
export function toPlainDate(text: string): string {
  const half = toHalfWidth(text);
  const found = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(half);
  if (!found) return half;
  return `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`;
}

/** Whether the text is a real calendar date in `YYYY-MM-DD`. */
export function isPlainDate(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** Whether the text is all hiragana (a reading that an input method is composing). */
export function isReading(text: string): boolean {
  return /^[\u3041-\u3096ー\s]+$/.test(text);
}
