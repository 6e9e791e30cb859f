/** Units with drop-ins: what is said is what the unit says with all its files. */
import { describe, expect, it } from 'vitest';
import { reviewTexts } from '../support/review.ts';

const unit = 'etc/systemd/system/x.service';
const dropIn = (name: string) => `${unit}.d/${name}.conf`;
const service = (...lines: string[]) => `[Service]\n${lines.join('\n')}\n`;
type Files = Record<string, string>;

function said(before: Files, after: Files): string[] {
  const { changes } = reviewTexts({ a: before }, { a: after });
  return changes.flatMap(({ path, kind, elements }) => [
    `${kind} ${path.replace(unit, 'x')}`,
    ...elements.map(
      ({ change, at, before: old, after: now, files }) =>
        `  ${change} ${at.join(' ')}: ${old ?? '∅'} → ${now ?? '∅'}${files ? ` ${JSON.stringify(files).replaceAll(unit, 'x')}` : ''}`,
    ),
  ]);
}

describe('what changed files say', () => {
  it.each<[string, Files, Files, string[]]>([
    [
      'a key that moves into a drop-in',
      { [unit]: service('ExecStart=/a', 'User=b') },
      { [unit]: service('ExecStart=/a'), [dropIn('10')]: service('User=b') },
      ['changed x', 'added x.d/10.conf'],
    ],
    [
      'a key that moves and changes',
      { [unit]: service('ExecStart=/a', 'User=b') },
      { [unit]: service('ExecStart=/a'), [dropIn('10')]: service('User=c') },
      ['changed x', 'added x.d/10.conf', '  changed Service User: b → c {"before":"x"}'],
    ],
    [
      'a change that a drop-in hides',
      { [unit]: service('ExecStart=/a', 'User=b'), [dropIn('10')]: service('User=c') },
      { [unit]: service('ExecStart=/a', 'User=d'), [dropIn('10')]: service('User=c') },
      ['changed x'],
    ],
    [
      'a drop-in that is gone',
      { [unit]: service('ExecStart=/a', 'User=b'), [dropIn('10')]: service('User=c') },
      { [unit]: service('ExecStart=/a', 'User=b') },
      ['removed x.d/10.conf', '  changed Service User: c → b {"after":"x"}'],
    ],
    [
      'a drop-in that takes back',
      { [unit]: service('ExecStart=/a', 'ExecStartPre=/b') },
      { [unit]: service('ExecStart=/a', 'ExecStartPre=/b'), [dropIn('10')]: service('ExecStartPre=') },
      ['added x.d/10.conf', '  removed Service ExecStartPre /b: /b → ∅ {"before":"x"}'],
    ],
    [
      'a drop-in with another name, in another place of the order',
      { [unit]: service('ExecStart=/a'), [dropIn('10')]: service('User=b'), [dropIn('20')]: service('User=c') },
      { [unit]: service('ExecStart=/a'), [dropIn('30')]: service('User=b'), [dropIn('20')]: service('User=c') },
      ['renamed x.d/30.conf', '  changed Service User: c → b {"before":"x.d/20.conf"}'],
    ],
    [
      'the drop-in of a unit that is not at hand',
      { [dropIn('10')]: service('User=b') },
      { [dropIn('10')]: service('User=c') },
      ['changed x.d/10.conf', '  changed Service User: b → c'],
    ],
    [
      'a drop-in of a better place',
      { [unit]: service('ExecStart=/a'), 'usr/lib/systemd/system/x.service.d/10.conf': service('User=b') },
      {
        [unit]: service('ExecStart=/a'),
        'usr/lib/systemd/system/x.service.d/10.conf': service('User=b'),
        [dropIn('10')]: service('Group=g'),
      },
      [
        'added x.d/10.conf',
        '  added Service Group: ∅ → g',
        '  removed Service User: b → ∅ {"before":"usr/lib/systemd/system/x.service.d/10.conf"}',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });
});

it('tells hosts apart whose other files make another thing of one change', () => {
  const [old, now] = [service('ExecStart=/a', 'User=b'), service('ExecStart=/a', 'User=c')];
  const hidden = { [dropIn('10')]: service('User=d') };
  const { changes } = reviewTexts(
    { a: { [unit]: old }, b: { [unit]: old, ...hidden }, c: { [unit]: old, ...hidden } },
    { a: { [unit]: now }, b: { [unit]: now, ...hidden }, c: { [unit]: now, ...hidden } },
  );
  expect(changes.map(({ hosts, elements }) => [hosts, elements.length])).toEqual([
    [['a'], 1],
    [['b', 'c'], 0],
  ]);
});
