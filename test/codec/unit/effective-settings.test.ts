import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  effectiveSettings,
  effectiveValues,
  encodeBytes,
  type Judge,
  parseUnit,
} from '../../../src/codec/unit/index.ts';
import { directives } from '../../systemd/roots.ts';

const files = (...texts: string[]) => texts.map((text) => parseUnit(encodeBytes(text)));

function effective(texts: readonly string[], type = 'service', judge?: Judge) {
  const { sections, fatal } = effectiveSettings(files(...texts), directives, type, judge);
  const of = (name: string) => {
    const [section = '', key = ''] = name.split('.');
    return sections.get(section)?.get(key);
  };
  return {
    fatal,
    reset: (name: string) => of(name)?.reset,
    values: (name: string) => of(name)?.values.map((v) => v.value) ?? [],
  };
}

test('for each key what effectiveValues gives', () => {
  const line = fc.constantFrom(
    ...['ExecStart=', 'ExecStart=/a', 'Environment=A=1', 'Environment=', 'UMask=1', 'UMask=', 'Nice=2'],
    ...[
      'ReadOnlyPaths=/a',
      'ReadOnlyDirectories=/b',
      'ReadOnlyDirectories=',
      'StartLimitBurst=3',
      'StartLimitInterval=4',
    ],
    ...[
      '[Unit]',
      '[Service]',
      'After=a',
      'After=',
      'ConditionHost=a',
      'ConditionPathExists=',
      'StartLimitIntervalSec=5',
    ],
  );
  const file = fc.array(line, { maxLength: 12 }).map((lines) => `[Service]\n${lines.join('\n')}`);
  fc.assert(
    fc.property(fc.array(file, { maxLength: 3 }), (texts) => {
      const documents = files(...texts);
      for (const [section, keys] of effectiveSettings(documents, directives, 'service').sections) {
        for (const [key, { directive, values }] of keys) {
          expect(values, key).toEqual(effectiveValues(documents, section, key, directive));
        }
      }
    }),
  );
});

describe('keys with one storage', () => {
  test('an old name is cleared with the new one, and the other way round', () => {
    const both = effective(['[Service]\nReadOnlyDirectories=/a\nReadOnlyPaths=/b\n', '[Service]\nReadOnlyPaths=\n']);
    expect(both.values('Service.ReadOnlyDirectories')).toEqual([]);
    expect(both.reset('Service.ReadOnlyPaths')).toMatchObject({ document: 1 });
  });

  test('of a scalar with several names or places the last counts', () => {
    const { values } = effective(['[Unit]\nStartLimitBurst=1\n[Service]\nStartLimitBurst=2\n']);
    expect([values('Unit.StartLimitBurst'), values('Service.StartLimitBurst')]).toEqual([[], ['2']]);
  });

  test('a reset is forgotten when a value of the group follows', () => {
    const { reset, values } = effective(['[Timer]\nOnBootSec=\nOnCalendar=daily\n'], 'timer');
    expect(reset('Timer.OnBootSec')).toBeUndefined();
    expect(values('Timer.OnCalendar')).toEqual(['daily']);
  });

  test('no capabilities is a value, from which a later line takes away', () => {
    const { values } = effective([
      '[Service]\nCapabilityBoundingSet=CAP_KILL\nCapabilityBoundingSet=\nCapabilityBoundingSet=~CAP_CHOWN\n',
    ]);
    expect(values('Service.CapabilityBoundingSet')).toEqual(['', '~CAP_CHOWN']);
  });
});

test('what is judged: ignored leaves the earlier value, fatal ends the file', () => {
  const judge: Judge = (_directive, { value }) =>
    value === 'bad' ? 'ignored' : value.includes('worse') ? 'fatal' : 'taken';
  const texts = ["[Service]\nUMask=1\nUMask=bad\nExecStart=/a ; /b 'worse\nUMask=2\n", '[Service]\nNice=3\n'];
  const { values, fatal } = effective(texts, 'service', judge);
  expect([values('Service.UMask'), values('Service.ExecStart'), values('Service.Nice')]).toEqual([
    ['1'],
    ['/a'],
    ['3'],
  ]);
  expect(fatal).toMatchObject([{ document: 0, assignment: { key: 'ExecStart' } }]);
});

test('sections of other types are none, and 100,000 assignments take no square time', () => {
  expect(effective(['[Socket]\nListenStream=1\n']).values('Socket.ListenStream')).toEqual([]);
  const lines = Array.from({ length: 50_000 }, (_, i) => `ConditionHost=h${i}\nAfter=a${i}.service\n`).join('');
  const { values } = effective([`[Unit]\n${lines}`]);
  expect(values('Unit.After')).toHaveLength(50_000);
  expect(values('Unit.ConditionHost')).toHaveLength(50_000);
});
