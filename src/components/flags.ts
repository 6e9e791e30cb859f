/** Flags: what a component derives, then what the spec says, as words. */
import { mergeProvenance, type Provenance, type Sourced } from '../core/provenance.ts';
import type { ArgumentSetting, FlagValue, Settings } from '../model/settings.ts';

/** A flag that a component sets by itself; undefined where it does not apply. */
export type DefaultFlag = readonly [name: string, value: SetFlag, from: readonly Provenance[]] | undefined;

/** A flag that is set: everything but the `null` that takes a default away. */
export type SetFlag = Exclude<FlagValue, null>;

/** Defaults in their order, then the spec's own in theirs; `null` takes one away. */
export function mergeFlags(
  defaults: readonly DefaultFlag[],
  settings: Settings,
): { name: string; value: SetFlag; from: readonly Provenance[] }[] {
  const merged = new Map<string, Sourced<FlagValue>>();
  for (const flag of defaults) if (flag !== undefined) merged.set(flag[0], { value: flag[1], from: flag[2] });
  for (const [name, flag] of settings.flags) merged.set(name, flag);
  return [...merged].flatMap(([name, { value, from }]) => (value === null ? [] : [{ name, value, from }]));
}

export function flagText(value: SetFlag): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** `--name=value` for each, the form that every version of every component takes, booleans included. */
export function flagWord(name: string, value: SetFlag, from: readonly Provenance[]): Sourced<string> {
  return { value: `--${name}=${flagText(value)}`, from: mergeProvenance(from) };
}

export function argumentWords(args: readonly Sourced<ArgumentSetting>[]): Sourced<string>[] {
  return args.map(({ value, from }) => ({
    value: typeof value === 'string' ? value : `--${value.name}=${value.value}`,
    from,
  }));
}
