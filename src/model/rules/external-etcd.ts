/** An etcd that runs elsewhere: what its endpoints, the hosts' roles and pki say together. */
import { diagnostic } from '../../core/diagnostic.ts';
import { tick } from '../../spec/wording.ts';
import { instancesOf, membersOf } from '../cluster.ts';
import { networkKey, networkValue } from '../flannel.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

const at = ['etcd', 'external'];

/** The API servers would use one of the two, and nobody would see which. */
export const oneEtcd: Rule = ({ cluster }, report) => {
  const members = membersOf(cluster, 'etcd');
  const [first] = members;
  if (cluster.externalEtcd === undefined || first === undefined) return;
  report(
    diagnostic('UC148', {
      message: `etcd runs elsewhere, and on ${members.map(({ host }) => tick(host.name)).join(', ')}`,
      specPath: at,
      specKey: true,
      related: members.map(({ host }) => ({
        file: '',
        message: `${tick(host.name)} runs it`,
        specPath: ['hosts', host.name, 'roles'],
      })),
    }),
  );
};

export const externalEndpoints: Rule = ({ cluster: { externalEtcd = [], pki } }, report) => {
  const seen = new Set<string>();
  for (const endpoint of externalEtcd) {
    const { value } = endpoint;
    const specPath = settingPath(endpoint, at);
    const refuse = (message: string, help: string) => report(diagnostic('UC149', { message, help, specPath }));
    const isSecure = value.startsWith('https:');
    if (value.includes('@')) refuse('an endpoint of etcd names a user', 'write only scheme, host and port');
    else if (!URL.canParse(value)) refuse(`${tick(value)} is not a URL`, 'write scheme, host and port');
    else if (seen.has(value)) refuse(`${tick(value)} is there twice`, 'name each member once');
    else if (isSecure && pki.etcd === undefined) {
      refuse(`${tick(value)} is https, and \`pki.etcd\` is not given`, 'write `ca` and `client` under `pki.etcd`');
    } else if (!isSecure && pki.etcd !== undefined) {
      refuse(`${tick(value)} is http, and \`pki.etcd\` is given`, 'write https, or take `pki.etcd` away');
    }
    seen.add(value);
  }
};

/** Which pairs are needed depends on who runs etcd. */
export const etcdCertificates: Rule = ({ spec, cluster }, report) => {
  const written = spec.pki?.etcd;
  if (written === undefined) return;
  const [first] = instancesOf(cluster, 'etcd');
  const missing = (key: string, why: string) =>
    report(
      diagnostic('UC144', {
        message: `\`pki.etcd\` has no \`${key}\`, ${why}`,
        specPath: ['pki', 'etcd'],
        specKey: true,
      }),
    );
  if (first !== undefined && written.server === undefined)
    missing('server', `and \`${first.host.name}\` runs ${tick(first.name)}`);
  else if (first === undefined && (written.client ?? written.server) === undefined) {
    missing('client', 'with which clients log in to etcd');
  }
};

/** Nothing on the hosts has an etcdctl that could write it. */
export const flannelNetworkElsewhere: Rule = ({ cluster }, report) => {
  const { flannel, externalEtcd, pki } = cluster;
  if (flannel === undefined || externalEtcd === undefined || membersOf(cluster, 'etcd').length > 0) return;
  const isThree = flannel.api === '3';
  const flags = isThree ? ['cacert', 'cert', 'key'] : ['ca-file', 'cert-file', 'key-file'];
  const files = pki.etcd === undefined ? [] : [pki.etcd.ca, pki.etcd.client.cert, pki.etcd.client.key];
  const words = [
    `--endpoints=${externalEtcd.map(({ value }) => value).join(',')}`,
    ...files.map(({ value }, index) => `--${flags[index]}=${value}`),
    isThree ? 'put' : 'mk',
    networkKey(flannel).value,
    JSON.stringify(networkValue(flannel)),
  ];
  report(
    diagnostic('UC146', {
      message: "no host writes flannel's network to the etcd that runs elsewhere",
      help: `write it once: ETCDCTL_API=${flannel.api} etcdctl ${words.map(shellWord).join(' ')}`,
      specPath: ['flannel'],
      specKey: true,
    }),
  );
};

/** For people: a word that a shell would change stands in quotes. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
