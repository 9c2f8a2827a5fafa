import { describe, expect, it } from 'vitest';
import { formatSize, readFile, toBase64 } from './file';

describe('files on their way to the desk', () => {
  it('are base64 of every byte, also when they are large', () => {
    expect(toBase64(new Uint8Array([0, 255, 128]))).toBe('AP+A');
    expect(toBase64(new Uint8Array())).toBe('');
    const large = new Uint8Array(100_000).map((_, at) => at % 256);
    expect(Uint8Array.from(atob(toBase64(large)), (c) => c.charCodeAt(0))).toEqual(large);
  });

  it('keep their names', async () => {
    expect(await readFile(new File(['%PDF-'], '写し.pdf'))).toEqual({ fileName: '写し.pdf', content: 'JVBERi0=' });
  });

  it('have a size that people read', () => {
    expect(formatSize(12)).toMatch(/12/);
    expect(formatSize(1_240_000)).toMatch(/1\.2/);
    expect(formatSize(23_400_000)).toMatch(/23/);
  });
});
