import { decode } from './decode';

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from([part]))));

describe('bytes of a file', () => {
  it('are UTF-8, with or without a byte-order mark', () => {
    expect(decode(bytes('\uFEFFID,£,北'), 'utf-8')).toBe('ID,£,北');
  });
  it('are windows-1252, also where it differs from Latin-1', () => {
    expect(decode(bytes(0xa3, '5 ', 0x96, ' ', 0x80, 0xff), 'windows-1252')).toBe('£5 – €ÿ');
  });
  it('are UTF-8 and windows-1252 byte by byte in one file', () => {
    expect(decode(bytes('é ', 0x92, 's £', 0xa3, ' \u{1F600}'), 'utf-8-or-windows-1252')).toBe('é ’s ££ \u{1F600}');
  });
  it('are refused with their place when they are not in the encoding named', () => {
    expect(() => decode(bytes('a\nb', 0x96), 'utf-8')).toThrow('byte 4 (line 2) is 0x96, which is not utf-8');
    expect(() => decode(bytes('a', 0x9d), 'windows-1252')).toThrow(
      'byte 2 (line 1) is 0x9D, which is not windows-1252',
    );
    expect(() => decode(bytes('a\0'), 'utf-8')).toThrow('NUL');
  });
  it('show as U+FFFD when they are no character of either of two encodings', () => {
    expect(decode(bytes('Quantum', 0x9d), 'utf-8-or-windows-1252')).toBe('Quantum\uFFFD');
  });
  it.each([
    ['overlong', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['cut short', [0xe2, 0x82]],
  ])('are no UTF-8 when they are %s', (_, wrong) => {
    expect(() => decode(bytes('a', ...wrong), 'utf-8')).toThrow('byte 2');
  });
  it('are UTF-16 as spreadsheets save "Unicode text"', () => {
    expect(decode(Buffer.from('\uFEFFID\t£', 'utf16le'), 'utf-16le')).toBe('ID\t£');
  });
});
