import type { UnitRule } from '../rule.ts';

export const killModeNone: UnitRule = ({ assignments }) =>
  assignments
    .filter(({ key, value }) => key === 'KillMode' && value === 'none')
    .map(({ valueRange: range }) => {
      const message = '`KillMode=none` leaves the processes behind when the unit stops';
      return { code: 'UC331' as const, message, range };
    });
