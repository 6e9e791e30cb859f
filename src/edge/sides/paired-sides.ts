/** Which hosts of two sides are compared with each other. */
import { compareBytes } from '../../core/order.ts';
import { unknownName } from '../../core/unknown-name.ts';
import type { Side } from '../../review/side.ts';
import { Failure } from '../failure.ts';
import type { Opened } from './side-source.ts';

export interface PairedSides {
  readonly before: Side;
  readonly after: Side;
  /** What was left out, or taken for the same. */
  readonly note?: string;
}

/** `only`: names that the user gave. Two trees of one host each are compared whatever the hosts are called. */
export function pairedSides(before: Opened, after: Opened, only: readonly string[] | undefined): PairedSides {
  if (only !== undefined) {
    const known = new Set([...before.side.hosts.keys(), ...after.side.hosts.keys()]);
    for (const host of only)
      if (!known.has(host)) throw Failure.of(unknownName('neither side has the host', host, known, 'the hosts are'));
    return { before: restricted(before.side, only), after: restricted(after.side, only) };
  }
  const [old] = before.side.hosts.keys();
  const [now] = after.side.hosts.keys();
  if (before.single && after.single && old !== undefined && now !== undefined) {
    if (old === now) return { before: before.side, after: after.side };
    return { before: renamed(before.side, now), after: after.side, note: `${old} is compared with ${now}` };
  }
  const host = before.single ? old : after.single ? now : undefined;
  if (host === undefined) return { before: before.side, after: after.side };
  const { side: other } = before.single ? after : before;
  if (!other.hosts.has(host)) {
    throw new Failure(
      `one side is the host \`${host}\`, which the other side does not have`,
      `its hosts are ${[...other.hosts.keys()].sort(compareBytes).join(', ')}`,
    );
  }
  const all = other.hosts.size;
  return {
    before: restricted(before.side, [host]),
    after: restricted(after.side, [host]),
    ...(all > 1 && { note: `only the host ${host} is compared, of ${all}` }),
  };
}

function restricted(side: Side, hosts: readonly string[]): Side {
  return { ...side, hosts: new Map([...side.hosts].filter(([host]) => hosts.includes(host))) };
}

function renamed(side: Side, host: string): Side {
  return { ...side, hosts: new Map([...side.hosts.values()].map((one) => [host, one])) };
}
