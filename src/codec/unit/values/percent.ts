/** Percent, permille and permyriad: parse_permyriad() of src/basic/percent-util.c. */
import { limits, parseInteger } from './integer.ts';
import { ignored, shown, type ValueCheck } from './value-problem.ts';

const places: readonly (readonly [string, number])[] = [
  ['‱', 0],
  ['‰', 1],
  ['%', 2],
];

/** In hundredths of a percent; undefined when it is none. At most two digits behind the point, one before `‰`. */
export function parsePermyriad(text: string): number | undefined {
  const found = places.find(([symbol]) => text.endsWith(symbol));
  if (found === undefined) return undefined;
  const [symbol, most] = found;
  const number = text.slice(0, -symbol.length);
  const point = most === 0 ? -1 : number.indexOf('.');
  const fraction = point === -1 ? '' : number.slice(point + 1);
  if (point !== -1 && (fraction.length === 0 || fraction.length > most || !/^[0-9]+$/.test(fraction))) return undefined;
  const whole = parseInteger(point === -1 ? number : number.slice(0, point));
  if (whole === undefined || whole < 0n || whole > limits.int[1]) return undefined;
  const value = Number(whole) * 10 ** most + Number(fraction.padEnd(most, '0'));
  return value <= Number(limits.int[1]) ? value : undefined;
}

export const checkCpuQuota: ValueCheck = (value) => {
  const quota = parsePermyriad(value);
  if (quota !== undefined && quota > 0) return [];
  const help = /^[0-9]+$/.test(value) && Number(value) > 0 ? `write ${shown(`${value}%`)}` : 'write it like `150%`';
  return ignored(value, `${shown(value)} is not a share of CPU time above zero`, help);
};

export const checkMemoryPressureLimit: ValueCheck = (value) => {
  const limit = parsePermyriad(value);
  if (limit !== undefined && limit <= 10_000) return [];
  return ignored(value, `${shown(value)} is not a share up to 100%`, 'write it like `60%`');
};
