import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import { parseNetwork } from '../../spec/ip-network.ts';
import { instancesOf } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const flannelNetwork: Rule = ({ cluster }, report) => {
  const { flannel } = cluster;
  const network = flannel && parseNetwork(flannel.network.value);
  // What is no network at all has been refused with the spec.
  if (flannel === undefined || network === undefined) return;
  const refuse = (message: string) =>
    report(
      diagnostic('UC164', {
        message,
        specPath: settingPath(flannel.subnetLength, settingPath(flannel.network, ['flannel'])),
      }),
    );
  if (network.bytes.length !== 4) {
    const message = `\`${flannel.network.value}\` is not IPv4`;
    report(diagnostic('UC164', { message, specPath: settingPath(flannel.network, ['flannel']) }));
    return;
  }
  const length = flannel.subnetLength.value;
  const subnets = length > network.prefix ? 2 ** (length - network.prefix) - 1 : 0;
  const hosts = instancesOf(cluster, 'flanneld').length;
  if (subnets === 0) refuse(`subnets of \`/${length}\` do not fit into \`${flannel.network.value}\``);
  else if (subnets < hosts)
    refuse(`\`${flannel.network.value}\` holds ${subnets} of the ${hosts} subnets of \`/${length}\` for these hosts`);
};

/** Settings by backend: flannel's Documentation/backends.md, with the version each came in. */
const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vxlan: { vni: '0.2', port: '0.2', directRouting: '0.9' },
  udp: { port: '0.1' },
  'host-gw': {},
  ipip: { directRouting: '0.10' },
};
const backends: Readonly<Record<string, string>> = { ipip: '0.10' };

export const flannelBackend: Rule = ({ cluster }, report) => {
  const { flannel } = cluster;
  if (flannel === undefined) return;
  const { version, backend } = flannel;
  const refuse = (key: string, message: string) =>
    report(diagnostic('UC165', { message, specPath: ['flannel', 'backend', key], specKey: key !== 'type' }));
  const { type, ...others } = backend.value;
  const first = backends[type];
  if (first !== undefined && !atLeast(version.value, first)) {
    refuse('type', `\`${type}\` came with flannel ${first}, and this is ${version.value}`);
    return;
  }
  for (const key of Object.keys(others)) {
    const since = settings[type]?.[key];
    if (since === undefined) refuse(key, `\`${key}\` is no setting of the backend \`${type}\``);
    else if (!atLeast(version.value, since))
      refuse(key, `\`${key}\` came with flannel ${since}, and this is ${version.value}`);
  }
};
