/** The one place that lists the targets, and what a host gets besides its workloads. */
import type { Cluster } from '../model/cluster.ts';
import { accountFiles } from './accounts.ts';
import { docker } from './docker/index.ts';
import { dockerDropIn, flannelFiles } from './flannel/index.ts';
import { host } from './host/index.ts';
import { hostFiles } from './host-files.ts';
import { kubeadmFiles, kubeadmKubelet } from './kubeadm/index.ts';
import { kubectlFiles } from './kubectl/index.ts';
import { registryAccess } from './registry-access/index.ts';
import {
  imageFiles,
  imageVariables,
  ownImageFiles,
  sharedWorkload,
  systemContainer,
} from './system-container/index.ts';
import type { HostPart, TargetContext, TargetDefinition, TargetRegistry } from './target.ts';

const definitions: readonly TargetDefinition[] = [docker, systemContainer, host];

export const targets: TargetRegistry = new Map(definitions.map((definition) => [definition.name, definition]));

export const hostParts: readonly HostPart[] = [
  flannelFiles,
  hostFiles,
  registryAccess,
  accountFiles,
  kubeadmFiles,
  kubectlFiles,
];

export { kubeadmKubelet };

/** What the image form of a system container is made with; `hostFiles` are those of a host part that belong to it. */
export const images = {
  files: imageFiles,
  variables: imageVariables,
  shared: sharedWorkload,
  /** What a host has where atomic would have installed such an image. */
  installed: ownImageFiles,
  hostFiles: ({ flannel }: Cluster, kind: string, context: TargetContext) =>
    kind === 'flanneld' && flannel !== undefined ? dockerDropIn(flannel, context) : [],
};
