import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import { SourceText } from '../../src/core/source.ts';
import { lintUnit } from '../../src/lint/lint-units.ts';
import { compileText } from '../support/compile.ts';

const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));
const lint = (text: string, systemd = '252', name = 'a.service') =>
  lintUnit(name, text, { directives, systemd }).map(({ code, range, message, help }) => {
    return [code, new SourceText(text).position(range.start).line, message, help];
  });

describe('settings', () => {
  test('a misspelt key names the nearest, a key of another section names that section', () => {
    expect(lint('[Service]\nRestartSecs=1\nWantedBy=a.target\n')).toEqual([
      ['UC300', 2, '`RestartSecs` is not a setting of [Service]', 'write `RestartSec`'],
      ['UC300', 3, '`WantedBy` is not a setting of [Service]', 'write it in [Install]'],
    ]);
  });
  test('a section of another unit type', () => {
    expect(lint('[Timer]\nOnBootSec=1\n')).toEqual([
      ['UC300', 1, 'a service unit has no section `[Timer]`', 'write one of: Unit, Service, Install'],
    ]);
    expect(lint('[Timer]\nOnBootSec=1\n', '252', 'a.timer')).toEqual([]);
  });
  test('X- is for others', () => {
    expect(lint('[X-Ours]\nA=1\n[Service]\nX-B=1\n')).toEqual([]);
  });
  test('too new for the host, and too old', () => {
    expect(lint('[Service]\nProtectProc=invisible\n', '246')).toEqual([
      ['UC301', 2, '`ProtectProc` came with systemd 247, and the host has 246', undefined],
    ]);
    expect(lint('[Service]\nProtectProc=invisible\n', '247')).toEqual([]);
  });
});

test('lines that systemd skips', () => {
  expect(lint('A=1\n[Service]\nRestart always\n').map(([code, line]) => [code, line])).toEqual([
    ['UC302', 1],
    ['UC302', 3],
  ]);
});

test('what we generate is clean on every host system', () => {
  for (const os of [
    'centos-atomic',
    'fedora-atomic, release: "25"',
    'fedora-atomic',
    'debian',
    'flatcar',
    'fedora-coreos',
    'generic',
  ]) {
    const { trees, diagnostics } = compileText(
      `host: { os: ${os} }\nimages: { mirror: "m.lab", family: upstream }\nkubernetes: { version: "1.5.2" }\nhosts:\n  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }\n`,
    );
    expect({ os, diagnostics }).toEqual({ os, diagnostics: [] });
    expect(trees.size).toBe(1);
  }
});

test('a finding points at the spec that caused the line', () => {
  const { diagnostics, sources } = compileText(
    'host: { os: centos-atomic }\nimages: { mirror: "m.lab" }\nhosts:\n  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }\ncomponents:\n  kube-scheduler:\n    unit: { Service: { RestartSecs: 9s } }\n',
  );
  const [finding] = diagnostics;
  expect(finding?.code).toBe('UC300');
  expect(sources.get('cluster.yaml')?.slice(finding?.range?.start, finding?.range?.end)).toBe('RestartSecs');
});

test('a line that systemd 219 would cut in two', () => {
  expect(
    lint(`[Service]\nExecStart=/bin/echo ${'é'.repeat(1030)}\n`, '234').map(([code, line]) => [code, line]),
  ).toEqual([['UC303', 2]]);
  expect(lint(`[Service]\nExecStart=/bin/echo ${'a'.repeat(5000)}\n`, '236')).toEqual([]);
  expect(lint(`[Service]\nExecStart=/bin/a \\\n${'a'.repeat(2045)}\\\n${'b'.repeat(2046)}\n`, '219')).toEqual([]);
  expect(
    lint(`[Service]\nExecStart=/bin/a \\\n${'a'.repeat(2046)}\\\nb\n`, '219').map(([code, line]) => [code, line]),
  ).toEqual([['UC303', 3]]);
});
