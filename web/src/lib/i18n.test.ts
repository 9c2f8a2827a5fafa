import { describe, expect, it } from 'vitest';

type Words = { [key: string]: string | Words };
const files = import.meta.glob<Words>('../**/i18n/*.json', { eager: true, import: 'default' });

function flat(words: Words, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [name, text] of flat(value, `${prefix}${key}.`)) found.set(name, text);
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();
const folders = [...new Set(Object.keys(files).map((path) => path.replace(/[^/]+$/, '')))];

describe('words in both languages', () => {
  it('exist for every feature', () => {
    expect(folders.length).toBeGreaterThan(10);
    for (const folder of folders) expect(Object.keys(files), folder).toEqual(expect.arrayContaining([`${folder}ja.json`, `${folder}en.json`]));
  });

  it.each(folders)('%s has the same keys and placeholders', (folder) => {
    const ja = flat(files[`${folder}ja.json`] as Words);
    const en = flat(files[`${folder}en.json`] as Words);
    expect([...en.keys()].sort()).toEqual([...ja.keys()].sort());
    for (const [key, text] of ja) {
      const wanted = placeholders(text).filter((name) => en.get(key)?.includes(`{{${name}}}`));
      expect(placeholders(en.get(key) ?? ''), `${folder}${key}`).toEqual(wanted);
    }
  });

  it.each(folders)('%s does not mix languages', (folder) => {
    for (const [key, text] of flat(files[`${folder}en.json`] as Words)) {
      if (key !== 'other_language') expect(text, key).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    }
    for (const [key, text] of flat(files[`${folder}ja.json`] as Words)) {
      expect(text.replace(/「[^」]*」/g, ''), key).not.toMatch(/[a-z]{3,} [a-z]{3,} [a-z]{3,}/);
    }
  });

  it.each(folders)('%s keeps the style of Japanese labels', (folder) => {
    for (const [key, text] of flat(files[`${folder}ja.json`] as Words)) {
      expect(text, key).not.toMatch(/[!！]|令和|申し訳/);
      expect(text, `${key}: brackets are full width`).not.toMatch(/[()]/);
    }
  });
});
