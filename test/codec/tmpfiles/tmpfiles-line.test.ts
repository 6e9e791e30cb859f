import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandEntry, parseTmpfiles, type TmpfilesEntry, tmpfilesLine } from '../../../src/codec/tmpfiles/index.ts';
import { runs } from '../../support/runs.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function print(entry: TmpfilesEntry, systemd?: string): string {
  const line = tmpfilesLine(entry, systemd === undefined ? {} : { systemd });
  return line.ok ? line.text : `refused: ${line.reason}`;
}

describe('tmpfilesLine', () => {
  test.each<[TmpfilesEntry, string]>([
    [
      { type: 'd', path: '/var/lib/etcd', mode: 0o700, user: 'etcd', group: 'etcd' },
      'd /var/lib/etcd 0700 etcd etcd - -',
    ],
    [{ type: 'd', path: '/tmp/x', mode: '~01777', age: '10d' }, 'd /tmp/x ~01777 - - 10d -'],
    [
      { type: 'L+', path: '/etc/etcd.conf', argument: '/etc/etcd/etcd.conf' },
      'L+ /etc/etcd.conf - - - - /etc/etcd/etcd.conf',
    ],
    [{ type: 'C', path: '/etc/a', argument: '/usr/share/a' }, 'C /etc/a - - - - /usr/share/a'],
    [{ type: 'd', path: '/a b' }, 'd "/a b" - - - - -'],
    [{ type: 'd', path: '/a"b\\c\'d' }, 'd "/a\\"b\\\\c\'d" - - - - -'],
    [{ type: 'd', path: '/100%' }, 'd /100%% - - - - -'],
    [{ type: 'f', path: '/f', mode: 0o644, user: '0', group: '0', argument: 'a  b' }, 'f /f 0644 0 0 - a  b'],
    [{ type: 'f', path: '/f', argument: ' a ' }, 'f /f - - - - \\x20a\\x20'],
    [{ type: 'f', path: '/f', argument: ' ' }, 'f /f - - - - \\x20'],
    [{ type: 'f', path: '/f', argument: '-' }, 'f /f - - - - \\x2d'],
    [{ type: 'f', path: '/f', argument: '"a" %b\\n' }, 'f /f - - - - \\x22a" %%b\\\\n'],
    [{ type: 'f', path: '/f', argument: 'a\tb\r' }, 'f /f - - - - a\\x09b\\x0d'],
    [{ type: 'a+', path: '/f', argument: 'u:etcd:r' }, 'a+ /f - - - - u:etcd:r'],
  ])('%j', (entry, expected) => {
    expect(print(entry)).toBe(expected);
  });

  test.each<[TmpfilesEntry, string]>([
    [{ type: 'y', path: '/a' }, 'has the line type `y`'],
    [{ type: '', path: '/a' }, 'has the line type ``'],
    [{ type: 'd++', path: '/a' }, 'has the line type `d++`'],
    [{ type: 'constructor', path: '/a' }, 'has the line type `constructor`'],
    [{ type: 'f~', path: '/a', argument: 'aGk=' }, 'has the line type `f~`'],
    [{ type: 'd', path: 'a' }, 'is not an absolute path'],
    [{ type: 'd', path: '' }, 'is not an absolute path'],
    [{ type: 'd', path: '/a/../b' }, 'has a `..` segment, which systemd-tmpfiles does not follow'],
    [{ type: 'd', path: '/a\nb' }, 'holds a newline'],
    [{ type: 'd', path: '/a\0b' }, 'holds a NUL character'],
    [{ type: 'd', path: '/a\tb' }, 'holds a control character'],
    [{ type: 'd', path: '/\ud800' }, 'holds half of a surrogate pair, which is no character'],
    [{ type: 'd', path: '/a', mode: '0999' }, 'has the mode `0999`'],
    [{ type: 'd', path: '/a', mode: 0o100_644 }, 'has the mode `100644`'],
    [{ type: 'd', path: '/a', mode: -1 }, 'has the mode `00-1`'],
    [{ type: 'd', path: '/a', user: '-' }, 'has the user `-`'],
    [{ type: 'd', path: '/a', group: 'a b' }, 'has the group `a b`'],
    [{ type: 'd', path: '/a', age: '' }, 'has the age ``'],
    [{ type: 'd', path: '/a', argument: 'x' }, 'is an argument, and lines of this type take none'],
    [{ type: 'f', path: '/a', argument: '' }, 'is empty, which a line cannot tell from no argument'],
    [{ type: 'f', path: '/a', argument: 'a\nb' }, 'holds a newline'],
    [{ type: 'w', path: '/a' }, 'has no argument, and its type needs one'],
    [{ type: 'c', path: '/a', argument: ' 1:3' }, 'needs an escape, which this type of line does not have'],
  ])('%j is refused', (entry, reason) => {
    expect(print(entry)).toBe(`refused: ${reason}`);
  });

  test('systemd 219 knows no quotes, and no escapes in links', () => {
    expect(print({ type: 'd', path: '/a%b', mode: 0o755 }, '219')).toBe('d /a%%b 0755 - - - -');
    expect(print({ type: 'd', path: '/a b' }, '219')).toMatch(/^refused: holds a blank/);
    expect(print({ type: 'L', path: '/a', argument: 'b c' }, '219')).toBe('L /a - - - - b c');
    expect(print({ type: 'L', path: '/a', argument: 'b%c' }, '219')).toMatch(/^refused: holds a `%`/);
    expect(print({ type: 'L', path: '/a', argument: '"b"' }, '219')).toMatch(/^refused: needs an escape/);
    expect(print({ type: 'f', path: '/a', argument: '"b" %' }, '219')).toBe('f /a - - - - \\x22b" %%');
  });
});

describe('what is printed reads back', () => {
  const entry = fc.record(
    {
      type: fc.constantFrom('d', 'D', 'f', 'f+', 'L', 'L+', 'C', 'w', 'p', 'Z', 'r!', 'd-'),
      path: fc
        .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'a"\'\\ %/.\t') }))
        .map((p) => `/${p}`),
      mode: fc.constantFrom('0755', ':0600', '~7'),
      user: fc.constantFrom('root', '0', 'etcd'),
      group: fc.constantFrom('root', ':kube'),
      age: fc.constantFrom('10d', '~m:1h'),
      argument: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'a"\'\\ %-\t') })),
    },
    { requiredKeys: ['type', 'path'] },
  );

  test.each(['219', '240', '252', '254', undefined])('by systemd %s', (systemd) => {
    let printedLines = 0;
    fc.assert(
      fc.property(entry, (fields) => {
        const options = systemd === undefined ? {} : { systemd };
        const line = tmpfilesLine(fields, options);
        if (!line.ok) return;
        printedLines++;
        const document = parseTmpfiles(bytes(`${line.text}\n`), options);
        expect(document.problems).toEqual([]);
        const [read] = document.lines;
        expect(document.lines).toHaveLength(1);
        if (read?.kind !== 'entry') throw new Error(`no entry: ${line.text}`);
        expect(expandEntry(read)).toEqual({ ok: true, entry: fields });
      }),
      runs(150),
    );
    expect(printedLines).toBeGreaterThan(20);
  });
});
