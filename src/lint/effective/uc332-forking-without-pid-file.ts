import { type EffectiveRule, lastOf, pathOf } from './rule.ts';

export const forkingWithoutPidFile: EffectiveRule = (unit) => {
  const type = lastOf(unit, 'Service', 'Type');
  if (type?.value !== 'forking' || lastOf(unit, 'Service', 'PIDFile') !== undefined) return [];
  const message = '`Type=forking` has no `PIDFile=`: systemd guesses which process is the main one';
  return [{ code: 'UC332', message, range: type.assignment.valueRange, path: pathOf(unit, type.path) }];
};
