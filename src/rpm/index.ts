/** Trees of hosts in the layout of packages → source packages: one of what hosts have in common, and one for each host. */
import type { Refusal, Rendered } from '../template/render.ts';
import type { Artifact } from '../tree/artifact.ts';
import type { FileTree } from '../tree/file-tree.ts';
import type { Layout } from '../tree/layout.ts';
import type { Manifest } from '../tree/manifest.ts';
import { binaryPackage, type PackageContext, type Replacement } from './package.ts';
import { type Shares, shares } from './shares.ts';
import { type SourceContext, type SourcePackage, sourceFiles, specFile } from './source-package.ts';

export type { Change, PackageIdentity } from './source-package.ts';

export interface RpmRequest extends SourceContext {
  /** Of the cluster. */
  readonly cluster: string;
  /** In the layout of packages, each with its manifest. */
  readonly trees: ReadonlyMap<string, FileTree>;
  readonly manifests: ReadonlyMap<string, Manifest>;
  readonly layout: Layout;
  readonly replacements: readonly Replacement[];
  /** Role by component. */
  readonly roleOf: ReadonlyMap<string, string>;
}

export interface RpmSources {
  /** Spec files with their sources, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The spec files among them, those of all hosts first. */
  readonly specs: readonly string[];
  readonly refusals: readonly Refusal[];
}

const common = 'common';
const helpers = 'helpers';

/** What each role's package is; roles of which nothing is known are services. */
const summaries: Readonly<Record<string, string>> = {
  [common]: 'Files that several roles of hosts of the cluster have',
  [helpers]: 'Programs that the units of the cluster call',
  'control-plane': 'Units and configuration of the Kubernetes control plane in containers',
  etcd: 'Units and configuration of etcd in a container',
  etcdctl: 'The etcdctl of the containers, for the host',
  flannel: 'Units and configuration of flannel in a container',
  node: 'Units and configuration of a Kubernetes node in containers',
  services: 'Units of further programs in containers',
};

/** One of what hosts have in common, and one for each host. */
export function sourcePackages(request: RpmRequest): SourcePackage[] {
  const shared = shares(request.trees, {
    roleOf: (artifact) => roleOf(artifact, request),
    common,
    harmless: [helpers],
  });
  const own = [...request.trees.keys()].map((host) => hostSource(host, shared, request));
  return shared.roles.size === 0 ? own : [roleSource(shared, request), ...own];
}

/** Spec files by their names. */
export function specFiles(request: RpmRequest): Map<string, Rendered> {
  return new Map(sourcePackages(request).map((one) => [`${one.name}.spec`, specFile(one, request)]));
}

export async function rpmSources(request: RpmRequest): Promise<RpmSources> {
  const made = await Promise.all(sourcePackages(request).map((source) => sourceFiles(source, request)));
  const files = new Map(made.flatMap((one) => [...one.files]));
  return {
    files,
    specs: [...files.keys()].filter((name) => name.endsWith('.spec')),
    refusals: made.flatMap(({ refusals }) => refusals),
  };
}

function roleOf({ path, origin }: Artifact, { layout, roleOf: roles }: RpmRequest): string | undefined {
  const at = `/${path}`;
  if (at === layout.manifest) return undefined;
  if (at.startsWith(`${layout.helpers}/`)) return helpers;
  const role = roles.get(origin.component) ?? common;
  return role === 'etcd' && at.startsWith(`${layout.bin}/`) ? 'etcdctl' : role;
}

function roleName({ cluster }: RpmRequest, role: string): string {
  return `unitc-${cluster}-${role}`;
}

function roleSource({ roles }: Shares, request: RpmRequest): SourcePackage {
  const { cluster } = request;
  return {
    name: `unitc-${cluster}`,
    summary: `What hosts of the cluster ${cluster} have in common`,
    description: `Units, configuration and helpers of the cluster ${cluster}, by what a host is for.`,
    packages: [...roles].map(([role, { files }]) =>
      binaryPackage(
        {
          name: roleName(request, role),
          summary: summaries[role] ?? role,
          description: `${summaries[role] ?? role}, as the hosts of the cluster ${cluster} have them in common. What differs is in the package of each host, which needs this one.`,
          files,
          requires: role === helpers || !roles.has(helpers) ? [] : [exact(roleName(request, helpers), request)],
        },
        contextOf(request),
      ),
    ),
  };
}

function exact(name: string, { identity }: RpmRequest): string {
  return `${name} = ${identity.version}-${identity.release}`;
}

function hostSource(host: string, { roles, hosts }: Shares, request: RpmRequest): SourcePackage {
  const { cluster, manifests, identity } = request;
  const name = `unitc-${cluster}-host-${host}`;
  const summary = `The host ${host} of the cluster ${cluster}`;
  const description = `All that the host ${host} of the cluster ${cluster} needs: what is its own, and by its dependencies what it shares with others.`;
  const needed = [...roles].filter(([role, { hosts: having }]) => role === helpers || having.includes(host));
  const programs = (manifests.get(host)?.needs ?? []).flatMap((one) => (one.need === 'program' ? [one.path] : []));
  // Whoever provides it conflicts with every other host's.
  const slot = `unitc-${cluster}-host`;
  const own = binaryPackage(
    {
      ...{ name, summary, description },
      files: hosts.get(host) ?? [],
      requires: [...needed.map(([role]) => exact(roleName(request, role), request)), ...programs],
      provides: [`${slot} = ${identity.version}`],
      conflicts: [slot],
    },
    contextOf(request),
  );
  return { name, summary, description, own, packages: [] };
}

function contextOf({ manifests, layout, replacements, header }: RpmRequest): PackageContext {
  const files = [...manifests.values()].flatMap((manifest) => manifest.files);
  const restarts = new Map<string, readonly string[]>();
  const containers = new Set<string>();
  const ours = new Set<string>();
  const inDescription = new RegExp(`^${layout.descriptions.slice(1)}/([^/]+)\\.0/info$`);
  for (const file of files) {
    if (file.type !== 'file') continue;
    restarts.set(file.path, [...new Set([...(restarts.get(file.path) ?? []), ...(file.restarts ?? [])])]);
    const [, container] = inDescription.exec(file.path) ?? [];
    if (container !== undefined) containers.add(`${container}.service`);
    const unit = `/${file.path}`.startsWith(`${layout.units}/`) ? file.path.slice(layout.units.length) : '/';
    if (!unit.includes('/')) ours.add(unit);
  }
  const restarted = new Map([...restarts].map(([path, units]) => [path, units.filter((unit) => ours.has(unit))]));
  return { layout, replacements, restarts: restarted, containers, header };
}
