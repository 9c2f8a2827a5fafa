import { currentLanguage } from '@/lib/i18n';

export const accepted = '.pdf,.png,.jpg,.jpeg,.tif,.tiff,.txt,.csv,.eml,.md,.log';

/** The bytes in base64, in pieces that a call's arguments hold. */
export function toBase64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
}

/** A file as the API takes it. */
export async function readFile(file: File): Promise<{ fileName: string; content: string }> {
  return { fileName: file.name, content: toBase64(new Uint8Array(await file.arrayBuffer())) };
}

/** 「1.2 MB」, 「45バイト」: a size as people read it. */
export function formatSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0 && currentLanguage() === 'ja') return `${value}バイト`;
  const style = { style: 'unit', unit: units[unit], unitDisplay: 'short', maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 } as const;
  return new Intl.NumberFormat(currentLanguage(), style).format(value);
}
