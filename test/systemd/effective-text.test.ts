/** The effective unit as text; systemd itself reads it back in test/oracle/systemd-lookup.test.ts. */
import { expect, test } from 'vitest';
import { effectiveText } from '../../src/systemd/index.ts';
import { load, valuesOf } from './roots.ts';

const etc = '/etc/systemd/system';

/** The text as the only file of the unit. */
const again = (text: string) => load({ [`${etc}/a.service`]: text }, 'a.service');

test.each([
  ['a continuation that the end of the file ends', 'Description=a \\'],
  ['a continuation that an empty line ends', 'Description=a \\\n\nAfter=b.service'],
  ['comments within', 'Description=a \\\n# no \\\n ; no\n b'],
  ['a backslash and a blank at the end', 'Description=a\\ \nAfter=b.service'],
  ['a byte order mark in a continued line', 'Description=a\\\n\uFEFFb'],
  ['a key on a line of its own', '\\\nDescription \\\n = a'],
  ['a value that begins like a comment', 'Description=#a'],
  ['a line of the greatest length', `Description=${'a '.repeat(524_281)}`],
  ['a continued line of the greatest length', `Description=a\\\n${'b '.repeat(524_281)}`],
])('%s', (_title, lines) => {
  const files = { [`${etc}/a.service`]: `[Unit]\r\n${lines}` };
  const service = { [`${etc}/a.service.d/x.conf`]: '[Service]\nExecStart=/bin/true\n[Unit]\nAfter=last.service' };
  const unit = load({ ...files, ...service }, 'a.service');
  expect(unit.loadState).toBe('loaded');
  const text = effectiveText(unit);
  const read = again(text);
  for (const key of ['Unit.Description', 'Unit.After', 'Service.ExecStart']) {
    expect(valuesOf(read, key), key).toEqual(valuesOf(unit, key));
  }
  expect(effectiveText(read).replace(/^#.*\n/gm, '')).toBe(text.replace(/^#.*\n/gm, ''));
});

test('no name of a file leaves its comment', () => {
  const unit = load(
    {
      [`${etc}/a.service`]: '[Service]\nExecStart=/bin/true\n',
      [`${etc}/a.service.d/\n[Unit]\nDescription=no\r\u2028.conf`]: '[Service]\nUMask=0077\n',
    },
    'a.service',
  );
  expect(effectiveText(unit)).toContain('\\u{a}[Unit]\\u{a}Description=no\\u{d}\\u{2028}.conf:2\nUMask=0077\n');
});

test('sections in their order, keys in that of the files', () => {
  const unit = load(
    {
      [`${etc}/a.service`]:
        '[X-B]\nk=1\n[Install]\nAlias=b.service\n[Service]\nExecStart=/bin/true\nX-Own=1\n[X-A]\nk=\n',
      [`${etc}/a.service.d/1.conf`]: '[Unit]\nDescription=a\n[Service]\nExecStartPre=/bin/false\nTimeoutSec=1\n',
      [`${etc}/a.service.d/2.conf`]: '[Service]\nTimeoutStartSec=2\nUnknown=1\n[Unknown]\nk=1\n',
    },
    'a.service',
  );
  const lines = effectiveText(unit)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines).toEqual([
    ...['[Unit]', 'Description=a'],
    ...['[Service]', 'ExecStart=/bin/true', 'X-Own=1', 'ExecStartPre=/bin/false', 'TimeoutSec=1', 'TimeoutStartSec=2'],
    ...['[Install]', 'Alias=b.service', '[X-A]', 'k=', '[X-B]', 'k=1'],
  ]);
});
