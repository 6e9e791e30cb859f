/** A unit file or drop-in of a host, read, with the unit that it is of. */
import type { UnitDocument } from '../codec/unit/index.ts';

export interface UnitFile {
  /** `docker.service`, for docker.service itself and for docker.service.d/50-flannel.conf. */
  readonly unit: string;
  /** As the file tree names it. */
  readonly path: string;
  readonly document: UnitDocument;
}

/** The unit of a file below a directory of units; undefined for a path that systemd does not read there. */
export function unitOf(path: string): string | undefined {
  const [, unit] = /([^/]+)\.d\/[^/]+\.conf$/.exec(path) ?? /([^/]+\.[a-z]+)$/.exec(path) ?? [];
  return unit;
}
