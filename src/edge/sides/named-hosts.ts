/** The hosts of one side that a user named. */
import { unknownHost } from '../../core/unknown-name.ts';
import type { Side } from '../../review/side.ts';
import { Failure } from '../failure.ts';

/** All where none are named. Throws a Failure for a name that the side does not have. */
export function namedHosts(side: Side, names: readonly string[] | undefined): Side {
  for (const name of names ?? []) {
    if (!side.hosts.has(name)) throw Failure.of(unknownHost(side.name.name, name, side.hosts.keys()));
  }
  return { ...side, hosts: new Map([...side.hosts].filter(([host]) => names?.includes(host) !== false)) };
}

/** Several could be meant. */
export function whichHost(known: Iterable<string>): Failure {
  return new Failure('which host it is is not known', `name one with \`--host\`: ${[...known].join(', ')}`);
}
