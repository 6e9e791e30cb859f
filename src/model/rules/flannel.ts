import { diagnostic, type Report } from '../../core/diagnostic.ts';
import { firstSpecPath } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import { instancesOf, membersOf } from '../cluster.ts';
import { etcdServers } from '../etcd-urls.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const flannelNeeds: Rule = ({ cluster }, report) => {
  const { flannel, system } = cluster;
  if (flannel === undefined) return;
  const [first] = instancesOf(cluster, 'flanneld');
  if (first === undefined) return;
  if (etcdServers(cluster) === undefined) {
    const message = `\`${first.host.name}\` runs flanneld and no host runs etcd`;
    report(diagnostic('UC160', { message, specPath: ['flannel'], specKey: true }));
  }
  if (system.dockerNetworkVariable === undefined) {
    const message = `docker on \`${system.os}\` reads no variable for flannel's options`;
    report(diagnostic('UC161', { message, specPath: ['host', 'os'] }));
  }
};

/** API 2 is gone in etcd 3.6 and off in 3.4 and 3.5, where unitc switches it on; API 3 came with 3.0. */
export const flannelEtcdApi: Rule = ({ cluster }, report) => {
  const { flannel, etcdVersion } = cluster;
  const members = membersOf(cluster, 'etcd');
  // Of an etcd elsewhere only what the spec says is known.
  const isKnown = members.length > 0 || (cluster.externalEtcd !== undefined && firstSpecPath(etcdVersion.from));
  if (flannel === undefined || !isKnown) return;
  const clash = (why: string) =>
    report(
      diagnostic('UC162', {
        message: `flannel ${flannel.version.value} ${why}`,
        specPath: settingPath(flannel.version, settingPath(etcdVersion, ['flannel'])),
      }),
    );
  if (flannel.api === '3') {
    if (!atLeast(etcdVersion.value, '3.0')) clash(`reads API 3, which etcd ${etcdVersion.value} does not have`);
    return;
  }
  if (atLeast(etcdVersion.value, '3.6')) clash(`reads API 2, which etcd ${etcdVersion.value} does not have`);
  if (!atLeast(etcdVersion.value, '3.4')) return;
  for (const { settings } of members) {
    const flag = settings.flags.get('enable-v2');
    if (flag === undefined || String(flag.value) === 'true') continue;
    const message = `flannel ${flannel.version.value} reads API 2, and \`enable-v2\` is taken from etcd`;
    report(diagnostic('UC162', { message, specPath: settingPath(flag, ['components', 'etcd']) }));
  }
};

/** What the unit, the network key and docker's options rely on. */
const owned = ['etcd-prefix', 'subnet-file', 'kube-subnet-mgr', 'net-config-path'];

export const flanneldSettings: Rule = ({ cluster }, report) => {
  for (const { name, settings } of instancesOf(cluster, 'flanneld')) {
    if (name !== 'flanneld') secondFlanneld(name, report);
    for (const flag of owned) {
      const setting = settings.flags.get(flag);
      if (setting === undefined) continue;
      const message = `the flag \`${flag}\` of \`${name}\` is not free to choose`;
      report(diagnostic('UC166', { message, specPath: settingPath(setting, ['components', name]), specKey: true }));
    }
  }
};

function secondFlanneld(name: string, report: Report): void {
  const message = `a host has one flanneld, and \`${name}\` would be another`;
  const help = 'write its settings under `components.flanneld`';
  report(diagnostic('UC166', { message, help, specPath: ['components', name], specKey: true }));
}
