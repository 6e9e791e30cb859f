import type { World } from './world.ts';

export type ColorChoice = 'auto' | 'always' | 'never';

/** The flag, then NO_COLOR, then FORCE_COLOR, then whether this stream is a terminal that can. */
export function wantsColor(choice: ColorChoice, env: World['env'], isTTY: boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  if ((env.NO_COLOR ?? '') !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return isTTY && env.TERM !== 'dumb';
}
