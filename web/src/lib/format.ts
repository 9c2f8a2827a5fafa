import type { Language } from './i18n';

const tokyo = 'Asia/Tokyo';

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

function parts(instant: Date): Parts {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: tokyo,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const found: Record<string, string> = {};
  for (const part of format.formatToParts(instant)) found[part.type] = part.value;
  return found as unknown as Parts;
}

/** A calendar date (`YYYY-MM-DD`) stays what it is; an instant is read in Tokyo. */
function dateParts(value: string): { year: string; month: string; day: string } {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (plain) return { year: plain[1] as string, month: plain[2] as string, day: plain[3] as string };
  return parts(new Date(value));
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = { ja: ['日', '月', '火', '水', '木', '金', '土'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

function weekday({ year, month, day }: { year: string; month: string; day: string }, language: Language): string {
  return weekdays[language][new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] as string;
}

/** `2026/11/24` · `24 Nov 2026`. */
export function formatDate(value: string, language: Language): string {
  const { year, month, day } = dateParts(value);
  return language === 'ja' ? `${year}/${month}/${day}` : `${Number(day)} ${englishMonths[Number(month) - 1]} ${year}`;
}

/** For sentences: `2026年11月24日（火）` · `Tue 24 Nov 2026`. */
export function formatLongDate(value: string, language: Language): string {
  const date = dateParts(value);
  const name = weekday(date, language);
  if (language === 'ja') return `${date.year}年${Number(date.month)}月${Number(date.day)}日（${name}）`;
  return `${name} ${formatDate(value, language)}`;
}

/** `2026/11/24 10:12 (JST)` · `24 Nov 2026, 10:12 (JST)`. */
export function formatInstant(value: string, language: Language): string {
  const { hour, minute } = parts(new Date(value));
  return language === 'ja' ? `${formatDate(value, language)} ${hour}:${minute} (JST)` : `${formatDate(value, language)}, ${hour}:${minute} (JST)`;
}

/** `10:12`, in Tokyo. */
export function formatTime(value: string): string {
  const { hour, minute } = parts(new Date(value));
  return `${hour}:${minute}`;
}

/** Whole calendar days in Tokyo from `now` to `value`; negative when past. */
export function daysUntil(value: string, now: string): number {
  const day = (text: string) => {
    const { year, month, day: date } = dateParts(text);
    return Date.UTC(Number(year), Number(month) - 1, Number(date)) / 86_400_000;
  };
  return day(value) - day(now);
}

/** `98,000円` · `¥98,000`. */
export function formatMoney(yen: number, language: Language): string {
  const digits = new Intl.NumberFormat('en-US').format(yen);
  return language === 'ja' ? `${digits}円` : `¥${digits}`;
}

export function formatCount(value: number): string {
  return new Intl.NumberFormat('en-US').format(value);
}

/** Long hexadecimal text in pairs, as people compare it. */
export function groupHex(value: string): string {
  return (value.replace(/[^0-9a-f]/gi, '').match(/.{1,2}/g) ?? []).join(':').toUpperCase();
}

/** Names of people: family name first in Japanese and for names in Japanese script, given name first in English. */
export function formatPerson(person: { familyName: string; givenName: string }, language: Language): string {
  const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(person.familyName + person.givenName);
  return language === 'ja' || japanese ? `${person.familyName} ${person.givenName}`.trim() : `${person.givenName} ${person.familyName}`.trim();
}

/** Base64 bytes of a PEM block in DER. */
export function pemBytes(pem: string): Uint8Array<ArrayBuffer> {
  const body = pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
}
