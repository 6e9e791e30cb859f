/** The unit on hosts of etcd that writes the network key where it is absent, and the value as a file. */
import { type JsonValue, printJsonWithPaths } from '../../codec/json/index.ts';
import { byDefault, mergeProvenance, type Provenance, sourced } from '../../core/provenance.ts';
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

export function networkConfiguration(flannel: Flannel, context: TargetContext): Artifact[] {
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
          etcdctl: sourced(`${context.layout.bin}/etcdctl`, unitc),
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
