/** Names of units against systemd-escape(1). */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBytes } from '../../src/codec/unit/index.ts';
import {
  escapeName,
  escapePath,
  mangleName,
  nameFromPath,
  parseUnitName,
  unescapeName,
  unescapePath,
  withInstance,
} from '../../src/systemd/index.ts';

const seed = 20261123;

/** Undefined where systemd-escape refuses. Its arguments cannot hold NUL; bytes that are no UTF-8 they can. */
function systemdEscape(options: readonly string[], text: string): string | undefined {
  try {
    const bytes = execFileSync('systemd-escape', [...options, '--', text], { stdio: ['ignore', 'pipe', 'ignore'] });
    return bytes.toString('latin1').replace(/\n$/, '');
  } catch {
    return undefined;
  }
}

/** As the answers above, a character for each byte. */
function bytesOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(encodeBytes(text)).toString('latin1');
}

const piece = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '.',
    '..',
    '/./',
    '-',
    '\\',
    '\\x2d',
    '\\x',
    '\\x2',
    '\\xfg',
    '\\x00',
    '@',
    ':',
    '_',
    'é',
    '%',
    ' ',
    '*',
    '[a]',
    '\n',
  ),
  fc.constantFrom(
    'a',
    'dev',
    'sys',
    'foo',
    '.service',
    '.mount',
    '.slice',
    '@.service',
    '/dev/',
    '/sys/',
    'x'.repeat(60),
    'b/'.repeat(70),
  ),
  fc.string({ maxLength: 4 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('').replaceAll('\0', ''));
const texts = [...new Set(fc.sample(text, { seed, numRuns: 360 }))].filter((one) => one !== '' && !/\p{Cs}/u.test(one));

test.each([
  ['escaped', [], escapeName],
  ['unescaped', ['--unescape'], unescapeName],
  ['escaped as paths', ['--path'], escapePath],
  ['unescaped as paths', ['--unescape', '--path'], unescapePath],
  ['mangled', ['--mangle'], (one: string) => mangleName(one)],
  ['put into a template', ['--template=foo@.service'], (one: string) => inTemplate(escapeName(one))],
] as const)('300 generated strings %s', { timeout: 300_000 }, (_title, options, ours) => {
  const rows = texts.map((one) => ({ text: one, ours: bytesOf(ours(one)), systemd: systemdEscape(options, one) }));
  expect(rows.length).toBeGreaterThan(299);
  expect(rows.filter((row) => row.ours !== row.systemd)).toEqual([]);
  expect(rows.filter((row) => row.systemd !== undefined).length).toBeGreaterThan(40);
});

function inTemplate(instance: string): string | undefined {
  const template = parseUnitName('foo@.service');
  return template && withInstance(template, instance);
}

test('names that are too long end in a hash: --mangle of long paths', () => {
  const paths = Array.from({ length: 40 }, (_, i) => `/${'dev/'.repeat(i % 2)}${'long-part/'.repeat(20 + i)}${i}`);
  const rows = paths.map((path) => ({
    path,
    ours: nameFromPath(path, path.startsWith('/dev/') ? 'device' : 'mount'),
    systemd: systemdEscape(['--mangle'], path),
  }));
  expect(rows.filter((row) => row.ours !== row.systemd)).toEqual([]);
  expect(rows.filter(({ ours }) => /_[0-9a-f]{16}\./.test(ours ?? '')).length).toBeGreaterThan(20);
});
