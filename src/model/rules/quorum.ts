import { diagnostic } from '../../core/diagnostic.ts';
import { membersOf } from '../cluster.ts';
import type { Rule } from './rule.ts';

/** An even number of members tolerates no more failures than one member less. */
export const quorum: Rule = ({ cluster, registry }, report) => {
  const names = new Set(
    cluster.hosts.flatMap((host) =>
      host.instances.filter(({ kind }) => registry.get(kind)?.versionOf === 'etcd').map(({ name }) => name),
    ),
  );
  for (const name of names) {
    const members = membersOf(cluster, name).length;
    if (members % 2 === 1) continue;
    report(
      diagnostic('UC117', {
        message: `\`${name}\` has ${members} members, which survive no more failures than ${members - 1}`,
        specPath: ['hosts'],
      }),
    );
  }
};
