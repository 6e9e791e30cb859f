/** The unit on hosts of etcd that writes the network key where it is absent, and the value as a file. */
import { type JsonValue, printJsonWithPaths } from '../../codec/json/index.ts';
import { byDefault, derived, mergeProvenance, type Provenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { clientUrls } from '../../model/etcd-urls.ts';
import { type Flannel, flannelDirectory, networkKey, networkValue } from '../../model/flannel.ts';
import type { Artifact, FileArtifact } from '../../tree/artifact.ts';
import { helperFiles, helperPath } from '../configuration-files.ts';
import { renderedFile } from '../rendered-file.ts';
import { rootFile } from '../root-file.ts';
import type { TargetContext } from '../target.ts';

const unitc = byDefault('unitc');
const own = byDefault('component flanneld');
const networkFile = `${flannelDirectory}/network.json`;
const name = 'flannel-network-config';
/** etcd answers already when this starts, or has given up: short, since flanneld and docker come after it. */
const seconds = 30;

/** `etcd` is the instance of that name on the host. */
export function networkConfiguration(
  cluster: Cluster,
  flannel: Flannel,
  etcd: Instance,
  context: TargetContext,
): Artifact[] {
  return [
    renderedFile(
      {
        path: `${context.layout.units}/${name}.service`,
        component: 'flanneld',
        kind: 'unit',
        template: `units/${name}.service.mustache`,
        view: {
          header: sourced(context.header, unitc),
          putIfAbsent: sourced(helperPath('put-if-absent', context), unitc),
          timeout: sourced(`--timeout=${seconds}`, own),
          ...etcdctlView(cluster, flannel, etcd, context),
          api: { value: flannel.api, from: flannel.version.from },
          key: networkKey(flannel),
          networkFile: sourced(networkFile, own),
        },
      },
      context,
    ),
    networkJson(flannel),
    ...helperFiles(['put-if-absent'], 'flanneld', context),
  ];
}

/** Our wrapper knows endpoints and certificates, under any API; the etcdctl of a package has to be told. */
function etcdctlView(cluster: Cluster, { api }: Flannel, etcd: Instance, { layout }: TargetContext) {
  const { target, command } = etcd.settings;
  if (target.value !== 'host') return { etcdctl: sourced(`${layout.bin}/etcdctl`, unitc), environment: [] };
  const { ca, client } = cluster.pki.etcd ?? {};
  const url = clientUrls(cluster, etcd).advertised;
  const values: readonly (readonly [names: readonly string[], value: Sourced<string> | undefined])[] =
    api === '2'
      ? [
          // From 3.0 on, in 2.1 to 2.3, in 2.0.
          [['ETCDCTL_ENDPOINTS', 'ETCDCTL_ENDPOINT', 'ETCDCTL_PEERS'], url],
          [['ETCDCTL_CA_FILE'], ca],
          [['ETCDCTL_CERT_FILE'], client?.cert],
          [['ETCDCTL_KEY_FILE'], client?.key],
        ]
      : [
          [['ETCDCTL_ENDPOINTS'], url],
          [['ETCDCTL_CACERT'], ca],
          [['ETCDCTL_CERT'], client?.cert],
          [['ETCDCTL_KEY'], client?.key],
        ];
  return {
    etcdctl: {
      value: command.value.replace(/[^/]*$/, 'etcdctl'),
      from: mergeProvenance([derived('etcdctl stands beside etcd in the package')], command.from),
    },
    environment: values.flatMap(([names, value]) =>
      value === undefined ? [] : names.map((name) => ({ value: `${name}=${value.value}`, from: value.from })),
    ),
  };
}

function networkJson(flannel: Flannel): FileArtifact {
  const { network, subnetLength, backend } = flannel;
  const value: JsonValue = networkValue(flannel);
  const from: Readonly<Record<string, readonly Provenance[]>> = {
    Network: network.from,
    SubnetLen: subnetLength.from,
    Backend: backend.from,
  };
  const all = mergeProvenance(network.from, subnetLength.from, backend.from);
  const { text, paths } = printJsonWithPaths(value);
  return rootFile({
    ...{ path: networkFile, kind: 'json', content: text, component: 'flanneld', config: 'spec' },
    lines: paths.map(([key]) => ({ from: from[String(key)] ?? all })),
  });
}
