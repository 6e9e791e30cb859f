import { parseCommandLine } from '../../codec/unit/index.ts';
import { isNormalized } from '../names/escape.ts';

/** Why systemd does not load a unit although it could read every line of it. */
export interface Refusal {
  /** As in `systemctl show --property=LoadState`. */
  readonly loadState: 'bad-setting' | 'error';
  /** What is wrong, in the present tense. */
  readonly message: string;
  /** What cures it. */
  readonly help: string;
  /** The settings that are at fault or missing; the first is the one to look at. */
  readonly section: string;
  readonly keys: readonly string[];
}

/** The values of a key that count, in order: after resets, and without those that systemd ignores. */
export type Values = (section: string, key: string) => readonly string[];

/** A condition of systemd's `…_verify()`, which refuses the unit where it holds. */
export interface RefusalRule {
  readonly keys: readonly [string, ...string[]];
  readonly message: string;
  readonly help: string;
  readonly holds: (settings: SectionSettings) => boolean;
  /** Where it is not `bad-setting`. */
  readonly loadState?: 'error';
  /** The release from which on systemd takes it. */
  readonly before?: number;
}

/** The settings of one section, read as the rules need them. */
export class SectionSettings {
  readonly section: string;
  readonly #values: Values;
  readonly #counts = new Map<string, number>();

  constructor(section: string, values: Values) {
    this.section = section;
    this.#values = values;
  }

  all(key: string): readonly string[] {
    return this.#values(this.section, key);
  }

  has(key: string): boolean {
    return this.all(key).length > 0;
  }

  last(key: string): string | undefined {
    return this.all(key).at(-1);
  }

  /** Commands of a key: lines may hold several, or none that is left. */
  commands(key: string): number {
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const count = this.all(key).reduce((sum, value) => sum + parseCommandLine(value).commands.length, 0);
    this.#counts.set(key, count);
    return count;
  }

  isTrue(key: string): boolean {
    return /^(1|y|yes|t|true|on)$/i.test(this.last(key) ?? '');
  }

  /** Of another section of the same unit. */
  lastOf(section: string, key: string): string | undefined {
    return this.#values(section, key).at(-1);
  }
}

/** systemd stops at the first. */
export function firstRefusal(rules: readonly RefusalRule[], settings: SectionSettings): Refusal | undefined {
  const rule = rules.find(({ holds }) => holds(settings));
  if (rule === undefined) return undefined;
  const { keys, message, help, loadState = 'bad-setting' } = rule;
  return { loadState, message, help, section: settings.section, keys };
}

/**
 * A path with `..`, or one that is too long: where its parser lets it through, systemd fails to find out what
 * mount units are needed for it, before it looks at anything else. unit_require_mounts_for() of src/core/unit.c.
 */
export function climbs(path: string): boolean {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return path.startsWith('/') && parts.length > 0 && !isNormalized(`/${parts.join('/')}`);
}
