/** `kubernetes.kubeadm`: kubeadm runs the control plane and joins nodes; which form its configuration has. */
import { byDefault, derived, fromSpec, mergeProvenance, type Sourced, sourced } from '../core/provenance.ts';
import { atLeast } from '../core/version.ts';
import type { Spec } from '../spec/schema.ts';
import type { Cluster, Host } from './cluster.ts';

/** Versions of kubeadm.k8s.io, and the Kubernetes that prefers each from then on (its changelogs). */
const apis = [
  ['1.31', 'v1beta4'],
  ['1.22', 'v1beta3'],
  ['1.15', 'v1beta2'],
  ['1.13', 'v1beta1'],
  ['1.12', 'v1alpha3'],
  ['1.11', 'v1alpha2'],
  ['1.10', 'v1alpha1'],
] as const;

export type KubeadmApi = (typeof apis)[number][1];

/** Older kubeadms have no key for the container runtime, for taints, or for an endpoint of several API servers. */
export const firstKubeadm = '1.10';

export interface Kubeadm {
  /** Of the version of Kubernetes; v1alpha1 for one that is too old, which is reported. */
  readonly api: KubeadmApi;
  /** Where the spec asks for kubeadm, and why it has this API. */
  readonly from: Sourced<KubeadmApi>['from'];
  /** Absolute path on hosts that join: a kubeconfig that finds the API and may ask to join. */
  readonly discovery: Sourced<string>;
}

/** Undefined where the spec does not ask for it. */
export function resolveKubeadm(spec: Spec, version: Sourced<string>): Kubeadm | undefined {
  if (spec.kubernetes?.kubeadm !== true) return undefined;
  const [, api] = apis.find(([since]) => atLeast(version.value, since)) ?? ['', 'v1alpha1'];
  const discovery = spec.pki?.kubeconfigs?.discovery;
  return {
    api,
    from: mergeProvenance([fromSpec('kubernetes', 'kubeadm')], version.from),
    discovery:
      discovery === undefined
        ? sourced('/etc/kubernetes/discovery.conf', byDefault('unitc'))
        : sourced(discovery, fromSpec('pki', 'kubeconfigs', 'discovery')),
  };
}

/** Whether `api` is at least `other`: they have been ordered by age. */
export function isApi(api: KubeadmApi, other: KubeadmApi): boolean {
  const names = apis.map(([, name]) => name);
  return names.indexOf(api) <= names.indexOf(other);
}

/** Of `kubeadm init`, which makes the cluster, and then `kubeadm join`. */
export type KubeadmPart = 'init' | 'join-control-plane' | 'join-node';

export const controlPlaneRole = 'control-plane';
/** Roles of hosts on which kubeadm has something to do. */
export const kubeadmRoles: readonly string[] = [controlPlaneRole, 'node'];

/** Undefined for hosts that kubeadm has nothing to do with. The first of the control plane is the first by name. */
export function partOf({ hosts }: Cluster, host: Host): KubeadmPart | undefined {
  if (!kubeadmRoles.some((role) => host.roles.includes(role))) return undefined;
  if (!host.roles.includes(controlPlaneRole)) return 'join-node';
  const first = hosts.find(({ roles }) => roles.includes(controlPlaneRole));
  return first?.name === host.name ? 'init' : 'join-control-plane';
}

/** The port of the API server on this host: its flag, else that of the endpoint; undefined without an endpoint. */
export function bindPort({ kubernetes: { endpoint } }: Cluster, { managed }: Host): Sourced<number> | undefined {
  const server = managed.find(({ name }) => name === 'kube-apiserver');
  const flag = server?.settings.flags.get('secure-port');
  if (flag !== undefined && flag.value !== null) return { value: Number(flag.value), from: flag.from };
  if (endpoint === undefined) return undefined;
  const rule = derived('the port of the control-plane endpoint');
  return { value: Number(endpoint.value.port || 443), from: mergeProvenance([rule], endpoint.from) };
}
