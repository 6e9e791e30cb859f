/** What `members` of the instances of one etcd say together: who founds the cluster, who joins it. */
import { diagnostic } from '../../core/diagnostic.ts';
import { instancesOf, membersOf } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const joiningMembers: Rule = ({ cluster }, report) => {
  for (const name of new Set(instancesOf(cluster, 'etcd').map((instance) => instance.name))) {
    const members = membersOf(cluster, name);
    const joining = members.flatMap(({ host, settings: { members: state } }) =>
      state?.value === 'existing' ? [{ host, state }] : [],
    );
    const [first, second] = joining;
    if (first === undefined) continue;
    const place = ({ host, state }: typeof first) => settingPath(state, ['hosts', host.name]);
    if (members.length === 1) {
      const message = `\`${name}\` of \`${first.host.name}\` is its only member, so there is no cluster that it could join`;
      report(diagnostic('UC140', { message, specPath: place(first) }));
    } else if (second !== undefined && joining.length < members.length) {
      const names = joining.map(({ host }) => `\`${host.name}\``).join(', ');
      const message = `${names} cannot join \`${name}\` at the same time`;
      report(diagnostic('UC141', { message, specPath: place(second) }));
    }
  }
};
