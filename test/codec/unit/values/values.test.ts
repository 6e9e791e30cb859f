import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkValue,
  type Directive,
  lookupDirective,
  readDirectiveTable,
  type ValueProblem,
} from '../../../../src/codec/unit/index.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

const json: unknown = JSON.parse(readFileSync('data/directives.json', 'utf8'));
const table = readDirectiveTable(json);

function directiveOf(section: string, key: string): Directive {
  const directive = lookupDirective(table, section, key, typeOf(section));
  if (directive === undefined) throw new Error(`${section}.${key} is no directive`);
  return directive;
}

function typeOf(section: string): string {
  return section === 'Unit' || section === 'Install' ? 'service' : section.toLowerCase();
}

function check(section: string, key: string, value: string, systemd = 252): readonly ValueProblem[] {
  return checkValue(directiveOf(section, key), value, { unitType: typeOf(section), systemd });
}

/** `effect: what is underlined`, for each problem. */
function told(section: string, key: string, value: string, systemd = 252): string[] {
  return check(section, key, value, systemd).map(({ effect, start, end }) => `${effect}: ${value.slice(start, end)}`);
}

describe('values', () => {
  test('a problem says what is wrong, where, and what to write', () => {
    expect(check('Service', 'RemainAfterExit', 'yep')).toEqual([
      { effect: 'ignored', message: '`yep` is not a boolean', help: 'write `yes` or `no`', start: 0, end: 3 },
    ]);
    expect(check('Service', 'RemainAfterExit', 'On')).toEqual([]);
  });

  test('an empty value is judged by the directive and the release', () => {
    expect(told('Service', 'RemainAfterExit', '')).toEqual(['ignored: ']);
    expect(told('Service', 'DynamicUser', '')).toEqual(['fatal: ']);
    expect(told('Service', 'ExecStart', '')).toEqual([]);
    expect(told('Service', 'PrivateMounts', '')).toEqual(['ignored: ']);
    expect(told('Service', 'PrivateMounts', '', 257)).toEqual([]);
    expect(told('Service', 'CPUShares', '')).toEqual(['kept: ']);
    expect(told('Service', 'CPUShares', '', 258)).toEqual([]);
  });

  test.each([
    ['Service', 'Restart', 'on-failur', 'write `on-failure`'],
    ['Service', 'Restart', 'Always', 'write `always`'],
    ['Service', 'KillSignal', 'sigterm', 'write `SIGTERM`'],
    ['Service', 'MemoryMax', '1g', 'write `1G`'],
    ['Service', 'MemoryMax', '512MiB', 'write `512M`'],
    ['Service', 'LimitNOFILE', 'unlimited', 'write `infinity`'],
    ['Service', 'CPUQuota', '20', 'write `20%`'],
    ['Service', 'RestartSec', '5 minutos', 'write it like `5min 20s`, `100ms` or `infinity`'],
    ['Service', 'RuntimeDirectoryMode', 'u=rwx', 'write octal digits, like `0755`'],
    ['Service', 'CapabilityBoundingSet', 'NET_ADMIN', 'write `CAP_NET_ADMIN`'],
    ['Service', 'RestrictAddressFamilies', 'INET', 'write `AF_INET`'],
    ['Service', 'SystemCallFilter', '@system-servic', 'write `@system-service`'],
    ['Service', 'SuccessExitStatus', 'tempfail', 'write `TEMPFAIL`'],
    ['Service', 'Environment', 'A', 'write `NAME=value`, the whole in quotes if it has blanks'],
    ['Service', 'StandardOutput', 'syslog', 'write `journal`, or remove the line'],
    ['Service', 'ExecStart', '/bin/date +%Z', 'write `%%` for a percent sign'],
    ['Service', 'Delegate', 'memry', 'write `memory`'],
    ['Unit', 'After', '"a.service"', 'write it without quotes'],
    ['Unit', 'After', 'a.service,b.service', 'separate names by blanks'],
    ['Unit', 'After', 'a.servic', 'write `.service`'],
    ['Unit', 'ConditionPathExists', '! /a', 'write `|` first, then `!`, then the path, without blanks'],
    ['Timer', 'OnCalendar', 'Fri..Mon', 'write it like `Mon..Fri *-*-* 08:00:00`, or `daily`'],
    ['Socket', 'ListenStream', 'localhost:80', 'write a port, `ADDRESS:PORT`, `[IPV6]:PORT`, a path or `@NAME`'],
  ])('%s.%s=%s: %s', (section, key, value, help) => {
    expect(check(section, key, value).map((problem) => problem.help)).toEqual([help]);
  });

  test('what systemd does then', () => {
    expect(told('Service', 'Environment', 'A=1 2=3 B="x')).toEqual(['word-dropped: 2=3', 'word-dropped: B="x']);
    expect(told('Service', 'User', 'a:b')).toEqual(['fatal: a:b']);
    expect(told('Service', 'SupplementaryGroups', 'a b:c')).toEqual(['fatal: b:c']);
    expect(told('Service', 'WorkingDirectory', 'a')).toEqual(['fatal: a']);
    expect(told('Service', 'WorkingDirectory', '-a')).toEqual(['ignored: -a']);
    expect(told('Service', 'PIDFile', '/a/../b')).toEqual(['fatal: /a/../b']);
    expect(told('Service', 'ExecStart', '/bin/true "a')).toEqual(['fatal: "a']);
    expect(told('Service', 'ExecStart', '-/bin/true %Z')).toEqual(['ignored: %Z']);
    expect(told('Service', 'DeviceAllow', '/dev/null rx')).toEqual(['ignored: rx']);
    expect(told('Service', 'KillMode', 'none')).toEqual(['kept: none']);
    expect(told('Mount', 'Delegate', 'yes')).toEqual(['ignored: yes']);
    expect(told('Service', 'Delegate', 'yes')).toEqual([]);
  });

  test('values younger than systemd', () => {
    expect(told('Service', 'Type', 'notify-reload')).toEqual(['ignored: notify-reload']);
    expect(told('Service', 'Type', 'notify-reload', 253)).toEqual([]);
    expect(told('Service', 'Type', 'exec', 219)).toEqual(['ignored: exec']);
    expect(told('Unit', 'Description', '%D')).toEqual(['ignored: %D']);
    expect(told('Unit', 'Description', '%D', 256)).toEqual([]);
    expect(told('Service', 'ExecStart', '/bin/true %D')).toEqual(['fatal: %D']);
  });

  test('what systemd passes over in silence is told as such', () => {
    expect(check('Service', 'CapabilityBoundingSet', 'CAP_FOO')[0]?.silent).toBe(true);
    expect(check('Unit', 'ConditionFirstBoot', 'maybe')[0]?.silent).toBe(true);
    expect(check('Install', 'WantedBy', 'multi-user')[0]?.silent).toBe(true);
    expect(check('Service', 'SystemCallFilter', 'foo')[0]?.silent).toBeUndefined();
  });

  test('any text for any directive: offsets lie in the value, messages are short', () => {
    const texts = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'aA1/.-:~%@=,+|!"\'\\ \t\0\ud800µ[]*') }),
      ),
      8,
    );
    const wrong: string[] = [];
    for (const [section, keys] of table.bySection) {
      for (const directive of keys.values()) {
        for (const value of texts.map((text) => text.trim())) {
          for (const { start, end, message } of check(section, directive.name, value)) {
            const fits = start >= 0 && start <= end && end <= value.length && message.length < 200;
            if (!fits) wrong.push(`${section}.${directive.name}=${JSON.stringify(value)}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('long values take linear time', () => {
    const parts = ['x ', '%n', '\\', '"', ':', '/a', '1,', '..', '0', 'a=b '];
    const keys = [
      'Environment',
      'ExecStart',
      'BindPaths',
      'CPUAffinity',
      'SystemCallFilter',
      'RestartSec',
      'MemoryMax',
      'RootHash',
    ];
    const started = cpuTime();
    for (const part of parts) for (const key of keys) check('Service', key, part.repeat(5_000).trim());
    for (const part of parts) check('Timer', 'OnCalendar', part.repeat(5_000).trim());
    expect(cpuTime() - started).toBeLessThan(10_000);
  });
});
