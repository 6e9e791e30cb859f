import path from 'node:path/posix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinFrom } from '../../../src/spec/extends/join-path.ts';

describe('joinFrom', () => {
  it.each([
    ['cluster.yaml', './base.yaml', 'base.yaml'],
    ['golden/debian/spec.yaml', '../../examples/a/cluster.yaml', 'examples/a/cluster.yaml'],
    ['a.yaml', '../b.yaml', '../b.yaml'],
    ['../a.yaml', '../b.yaml', '../../b.yaml'],
    ['/srv/a.yaml', '../../b.yaml', '/b.yaml'],
    ['/a.yaml', 'b.yaml', '/b.yaml'],
    ['-', './base.yaml', 'base.yaml'],
  ])('%s extends %s: %s', (file, relative, joined) => {
    expect(joinFrom(file, relative)).toBe(joined);
  });

  it('agrees with Node’s posix paths', () => {
    const segment = fc.constantFrom('a', 'b', '..', '.', '');
    const name = fc.tuple(fc.array(segment, { maxLength: 5 }), fc.constantFrom('x', 'y')).map(([dirs, last]) => {
      return [...dirs, last].join('/');
    });
    fc.assert(
      fc.property(name, name, (file, relative) => {
        expect(joinFrom(file, relative)).toBe(path.join(path.dirname(file), relative));
      }),
    );
  });
});
