import { expect, test } from 'vitest';
import { codesOf, compileText } from '../support/compile.ts';

const spec = (dataDir: string) =>
  `host: { os: debian }\nhosts:\n  e-1: { address: 10.0.0.1, roles: [etcd] }\ncomponents: { etcd: { dataDir: ${JSON.stringify(dataDir)} } }\n`;

test.each(['/var', '/var/lib', '/etc/etcd', '/usr/x', '/run/etcd', '/var/lib/*', '/var/lib/e?', '/tmp/x'])(
  'a data directory is not %s',
  (dataDir) => {
    expect(codesOf(compileText(spec(dataDir)))).toEqual(['UC114']);
  },
);

test.each(['/var/lib/etcd', '/data', '/mnt/disk1/etcd', '/var/lib/é tcd'])('a data directory is %s', (dataDir) => {
  expect(codesOf(compileText(spec(dataDir)))).toEqual([]);
});
