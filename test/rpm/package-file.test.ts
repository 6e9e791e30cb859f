import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageQuery, readPackageQuery } from '../../src/rpm/package-file.ts';

/** What rpm's `:shescape` makes of a text. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const facts = (name: string) => `NAME: ${quoted(name)}\nEPOCH: 1\nVERSION: '2'\nRELEASE: '3'\nARCH: 'noarch'\n`;

describe('readPackageQuery', () => {
  it('reads what anybody may have written, as it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        const [name, body] = [one.replaceAll('\0', ''), other.replaceAll('\0', '')];
        const file = `${quoted(body)} 33188 'root' ${quoted(name)} 7 '' 17 `;
        const read = readPackageQuery(
          `${facts(name)}FILES: ${file}${file}\nPREIN: ${quoted(body)} \nPREINPROG: '/bin/sh' ${quoted(body)} \n`,
        );
        const common = {
          type: 'file',
          mode: 0o644,
          owner: 'root',
          size: 7,
          config: true,
          noreplace: true,
          ghost: false,
        };
        const expected = { path: body, group: name, ...common };
        expect(read).toEqual({
          ...{ name, epoch: '1', version: '2', release: '3', arch: 'noarch' },
          files: [expected, expected],
          scriptlets: [{ kind: 'pre', interpreter: ['/bin/sh', body], body }],
        });
      }),
    );
  });

  it('is no package without name and version', () => {
    expect(readPackageQuery('')).toBeUndefined();
    expect(readPackageQuery("NAME: 'x'\nVERSION: (none)\nRELEASE: '1'\n")).toBeUndefined();
    expect(readPackageQuery(`${facts('x')}FILES: (none) (none) (none) (none) (none) (none) (none) \n`)).toMatchObject({
      files: [],
    });
  });

  it('asks for each tag by its name alone: no text of a package is a query', () => {
    expect(packageQuery.match(/%/g)?.length).toBe(packageQuery.match(/%\{[A-Z]+:shescape\}/g)?.length);
  });
});
