/** Edges of a dependency graph, and where each comes from. */
import type { DependencyType } from './dependency.ts';

/** A line of a unit file or drop-in, or a symlink of a `.wants/` or `.requires/` directory. */
export interface WrittenOrigin {
  readonly path: string;
  /** 1-based; missing for a link. */
  readonly line?: number;
}

/**
 * Something systemd adds by itself: `default` with `DefaultDependencies=yes`, `implicit` always. Of an implicit
 * one that follows from a setting, `setting` is where that stands.
 */
export interface RuleOrigin {
  readonly rule: 'default' | 'implicit';
  /** Manual page or setting that says so, for example `systemd.service(5) "Default Dependencies"` or `PrivateTmp=`. */
  readonly why: string;
  readonly setting?: WrittenOrigin;
}

export type EdgeOrigin = WrittenOrigin | RuleOrigin;

export interface DependencyEdge {
  /** Unit ids: aliases are resolved. */
  readonly from: string;
  readonly to: string;
  readonly type: DependencyType;
  /** Every place that says so, at least one. */
  readonly origins: readonly EdgeOrigin[];
}

/** A path whose mount units the unit needs: RequiresMountsFor= of systemd.unit(5), written or implied. */
export interface PathRequirement {
  readonly unit: string;
  readonly path: string;
  readonly origin: EdgeOrigin;
}
