import { expect, test } from 'vitest';
import { linted } from './linted.ts';

const unit = (above: string, top = '') =>
  linted(`${top}[Service]\nExecStart=/bin/true\n${above}KillMode=none\nKillMode=none\n`);

test('the line below, and no other', () => {
  expect(unit('')).toEqual(['UC338 3:1', 'UC331 3:10', 'UC331 4:10']);
  expect(unit('# unitc-ignore UC331, UC338: it has to\n')).toEqual(['UC331 5:10']);
  expect(unit('# unitc-ignore UC331 UC338: it has to\n\n')).toEqual(
    ['UC390 3:1', 'UC390 3:1', 'UC338 5:1', 'UC331 5:10', 'UC331 6:10'].sort((a, b) =>
      a.slice(6).localeCompare(b.slice(6)),
    ),
  );
});
test('the whole file, at its top', () => {
  expect(unit('', '# A unit.\n; unitc-ignore UC331: it has to\n\n')).toEqual(['UC338 6:1']);
});
test('over comments in between, and all lines that are continued', () => {
  expect(linted('[Service]\n# unitc-ignore UC326: printed\n# why\nExecStart=/bin/echo \\\n  a | b\n')).toEqual([]);
});
test('needs a reason and a code, and has to be of use', () => {
  expect(unit('# unitc-ignore UC331\n').filter((one) => one.startsWith('UC39'))).toEqual(['UC391 3:1']);
  expect(unit('# unitc-ignore: all\n').filter((one) => one.startsWith('UC39'))).toEqual(['UC392 3:1']);
  expect(unit('# unitc-ignore UC777: x\n').filter((one) => one.startsWith('UC39'))).toEqual(['UC392 3:1']);
  expect(linted('[Service]\n# unitc-ignore UC331: x\nExecStart=/bin/true\n')).toEqual(['UC390 2:1']);
});
test('errors too, with a reason', () => {
  expect(linted('[Service]\nExecStart=/bin/true\n# unitc-ignore UC300: of a patched systemd\nOurs=1\n')).toEqual([]);
});
