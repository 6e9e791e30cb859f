/** What a user named as one side of a review, recognised, and about to be opened. */
import type { CompileResult } from '../../compile.ts';
import type { Side } from '../../review/side.ts';
import type { Layout } from '../../tree/layout.ts';
import type { World } from '../world.ts';

export interface Opened {
  readonly ok: true;
  readonly side: Side;
  /** It is the tree of one host, and what that is called does not matter. */
  readonly single: boolean;
  /** Major version of the hosts' systemd, where the source says it. */
  readonly systemd?: number;
}

/** A spec with errors. */
export interface Refused extends Pick<CompileResult, 'diagnostics' | 'sources'> {
  readonly ok: false;
  readonly name: string;
}

export interface SideSource {
  /**
   * What stands by itself is opened before a spec, which is compiled in the layout of the other side, and a host
   * without a manifest comes last: on it only what the other side has is looked at.
   */
  readonly turn: 'first' | 'spec' | 'last';
  /** `other`: the other side, where it came before. */
  open(other: Opened | undefined): Opened | Refused;
}

export interface SideContext {
  readonly world: World;
  /** Where a name begins that is not absolute. */
  readonly directory: string;
  /** Which of its hosts the other side is compared with, where the user says it. */
  readonly host?: string;
}

/** Undefined for a name that is of another kind. Throws a Failure for what cannot be read. */
export type SideKindRow = (name: string, context: SideContext) => Promise<SideSource | undefined>;

/** Of all its hosts, where they have one. */
export function layoutOf(side: Opened | undefined): Layout | undefined {
  const names = new Set([...(side?.side.hosts.values() ?? [])].map(({ layout }) => layout));
  return names.size === 1 ? [...names][0] : undefined;
}
