/** /etc/kubernetes/kubeadm.yaml: the documents for one host, below a comment that says what to type. */
import { diagnostic } from '../../core/diagnostic.ts';
import { byDefault, lastSpecPath } from '../../core/provenance.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import { etcdServers } from '../../model/etcd-urls.ts';
import { isApi, type Kubeadm, type KubeadmPart, partOf } from '../../model/kubeadm.ts';
import type { FileArtifact, LineOrigin } from '../../tree/artifact.ts';
import { rootFile } from '../root-file.ts';
import type { TargetContext } from '../target.ts';
import { clusterDocuments, joinDocuments } from './documents.ts';
import { at, printSourced, provenanceOf, type SourcedMap } from './sourced-yaml.ts';

const path = '/etc/kubernetes/kubeadm.yaml';

/** None on hosts that kubeadm has nothing to do with. */
export function kubeadmConfiguration(
  cluster: Cluster,
  kubeadm: Kubeadm,
  host: Host,
  context: TargetContext,
): FileArtifact[] {
  const part = partOf(cluster, host);
  if (part === undefined) return [];
  // Before 1.12 only `init` makes a host part of the control plane.
  const isInit = part === 'init' || (part === 'join-control-plane' && !isApi(kubeadm.api, 'v1alpha3'));
  const documents = isInit ? clusterDocuments(cluster, kubeadm, host) : joinDocuments(cluster, kubeadm, host);
  const heading = [context.configurationHeader, '', ...instructions(cluster, kubeadm, { part, isInit })];
  const lines = heading.map((text) => (text === '' ? '#' : `# ${text}`));
  const origins: LineOrigin[] = heading.map(() => ({ from: [byDefault('unitc')] }));
  for (const [index, document] of documents.entries()) {
    const { printed, from } = printSourced(document);
    if (!printed.ok) {
      refuse(document, printed, context);
      continue;
    }
    // Between documents only: kubeadm takes comments before a first `---` for a document without a kind.
    if (index > 0) {
      lines.push('---');
      origins.push({ from: kubeadm.from });
    }
    lines.push(...printed.text.split('\n').slice(0, -1));
    origins.push(...from.map((sources) => ({ from: sources })));
  }
  return [
    rootFile({
      ...{ path, kind: 'text', component: 'kubeadm', lines: origins, config: 'spec' },
      content: `${lines.join('\n')}\n`,
    }),
  ];
}

function refuse(
  document: SourcedMap,
  { path: inside, reason }: { readonly path: readonly (string | number)[]; readonly reason: string },
  { report }: TargetContext,
): void {
  const specPath = lastSpecPath(provenanceOf(at(document, inside))) ?? ['kubernetes', 'kubeadm'];
  report(diagnostic('UC501', { message: `a value that goes into \`${path}\` ${reason}`, specPath }));
}

interface Turn {
  readonly part: KubeadmPart;
  readonly isInit: boolean;
}

/** What an operator does on this host; at most 116 characters a line. */
function instructions(cluster: Cluster, { discovery }: Kubeadm, { part, isInit }: Turn): string[] {
  const command = `  kubeadm ${isInit ? 'init' : 'join'} --config ${path}`;
  const discover = isInit ? [] : ['A kubeconfig with which it may join has to be at', `  ${discovery.value}`];
  const copy = [
    'From the first host of the control plane, copy these files of /etc/kubernetes/pki:',
    '  ca.crt ca.key sa.pub sa.key front-proxy-ca.crt front-proxy-ca.key',
  ];
  const etcd = etcdServers(cluster) !== undefined ? ', when etcd answers' : '';
  const start = `With the kubelet enabled${part === 'init' ? etcd : ''}:`;
  if (part === 'init') return ['The first host of the control plane, where the cluster begins.', start, command];
  if (part === 'join-node') return ['A node.', ...discover, start, command];
  return ['A further host of the control plane.', ...copy, ...discover, start, command];
}
