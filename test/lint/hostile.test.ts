/** Whatever the bytes, an answer, in time that grows with them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuTime } from '../support/cpu-time.ts';
import { linted, lintedTree } from './linted.ts';

const fragments = [
  '[Service]\n',
  '[Container]\n',
  'ExecStart=',
  'Environment=',
  '/bin/a ',
  '$',
  '${',
  '%',
  '"',
  "'",
  '\\',
  '\n',
  '\r',
  '\0',
  '#',
  ' ',
  '=',
  '--name=x ',
  '-p 1-65535:1 ',
  'unitc-ignore ',
  'UC331',
  ':',
  '\ud800',
];

/** Every finding is one of the catalogue's, at a place. */
function isWhole(findings: readonly string[]): void {
  expect(findings.filter((one) => !/^UC\d{3} \d+:\d+$/.test(one))).toEqual([]);
}

test('any bytes, in any kind of file', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 5 })), {
    maxLength: 40,
  });
  const name = fc.constantFrom(
    'a.service',
    'a.timer',
    'a.service.d/b.conf',
    'a.container',
    'a.network',
    'container.d/x.conf',
    'x y.socket',
  );
  fc.assert(
    fc.property(text, name, (parts, file) => isWhole(linted(parts.join(''), file))),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), name, (bytes, file) => isWhole(linted(bytes, file))),
    { numRuns: 200 },
  );
});

test.each([
  ['words', `[Service]\nExecStart=/bin/a ${'$x- '.repeat(20_000)}\n`],
  ['continued lines', `[Service]\nExecStart=/bin/a \\\n${'# c \\\n b \\\n'.repeat(20_000)}`],
  ['quotes', `[Service]\nExecStart=/bin/a ${'a"b" '.repeat(20_000)}\n`],
  ['backslashes', `[Service]\nExecStart=/bin/a ${'\\'.repeat(100_000)}\n`],
  ['names', `[Unit]\nAfter=${'x.service '.repeat(5_000)}\n`],
  ['suppressions', '# unitc-ignore UC331: x\n'.repeat(5_000)],
  ['options', `[Service]\nExecStart=/usr/bin/docker run ${'-p 1-65535:1 '.repeat(5_000)} i\n`],
  ['percent signs', `[Service]\nExecStart=/bin/a ${'+%'.repeat(50_000)}\n`],
])('many %s', (_what, text) => {
  const start = cpuTime();
  expect(Array.isArray(linted(text))).toBe(true);
  expect(cpuTime() - start).toBeLessThan(15_000);
});

test('hostile names and links', () => {
  const service = '[Service]\nExecStart=/bin/true\n';
  expect(() =>
    lintedTree({
      'etc/systemd/system/a.service': service,
      'etc/systemd/system/b.service': '-> b.service',
      'etc/systemd/system/c.service': '-> ../../../../../../etc/shadow',
      'etc/systemd/system/multi-user.target.wants/a.service': '-> /dev/null',
      'etc/systemd/system/\n\u001b[31m.service': service,
      'etc/systemd/system/.service': service,
      'etc/systemd/system/@.service': service,
      'etc/systemd/system/__proto__.service': service,
      [`etc/systemd/system/${'a'.repeat(300)}.service`]: service,
      'etc/systemd/system/a.service.d/x.conf/y': 'x',
    }),
  ).not.toThrow();
});
