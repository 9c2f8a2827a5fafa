import type { Language } from './i18n';

/** Where times are read in when no account says otherwise. */
export const tokyo = 'Asia/Tokyo';

/** The zone if this browser knows it, otherwise Tokyo: a name from a newer table must not break a page. */
export function knownZone(zone = tokyo): string {
  try {
    formatIn(zone);
    return zone;
  } catch {
    return tokyo;
  }
}

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  timeZoneName: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
    formats.set(zone, format);
  }
  return format;
}

function parts(instant: Date, zone: string): Parts {
  const found: Record<string, string> = {};
  for (const part of formatIn(zone).formatToParts(instant)) found[part.type] = part.value;
  return found as unknown as Parts;
}

/** A calendar date (`YYYY-MM-DD`) stays what it is; an instant is read in the zone. */
function dateParts(value: string, zone: string): { year: string; month: string; day: string } {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (plain) return { year: plain[1] as string, month: plain[2] as string, day: plain[3] as string };
  return parts(new Date(value), zone);
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = { ja: ['日', '月', '火', '水', '木', '金', '土'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

function weekday({ year, month, day }: { year: string; month: string; day: string }, language: Language): string {
  return weekdays[language][new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] as string;
}

/** `2026/11/24` · `24 Nov 2026`. */
export function formatDate(value: string, language: Language, zone: string): string {
  const { year, month, day } = dateParts(value, zone);
  return language === 'ja' ? `${year}/${month}/${day}` : `${Number(day)} ${englishMonths[Number(month) - 1]} ${year}`;
}

/** For sentences: `2026年11月24日（火）` · `Tue 24 Nov 2026`. */
export function formatLongDate(value: string, language: Language, zone: string): string {
  const date = dateParts(value, zone);
  const name = weekday(date, language);
  if (language === 'ja') return `${date.year}年${Number(date.month)}月${Number(date.day)}日（${name}）`;
  return `${name} ${formatDate(value, language, zone)}`;
}

/** `2026/11/24 10:12 (JST)` · `24 Nov 2026, 10:12 (JST)`; elsewhere the zone's name at that instant (`PST`, `GMT+7`). */
export function formatInstant(value: string, language: Language, zone: string): string {
  const { hour, minute, timeZoneName } = parts(new Date(value), zone);
  const label = zone === tokyo ? 'JST' : timeZoneName;
  return `${formatDate(value, language, zone)}${language === 'ja' ? ' ' : ', '}${hour}:${minute} (${label})`;
}

/** `10:12`. */
export function formatTime(value: string, zone: string): string {
  const { hour, minute } = parts(new Date(value), zone);
  return `${hour}:${minute}`;
}

/** Whole calendar days of the zone from `now` to `value`; negative when past. */
export function daysUntil(value: string, now: string, zone: string): number {
  const day = (text: string) => {
    const { year, month, day: date } = dateParts(text, zone);
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
