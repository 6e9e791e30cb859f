/**
 * Files of hosts by the package that brings them: what all hosts with a role have alike is the role's, the rest a
 * host's own. A role's package must not bring a host what its own tree has not.
 */
import { compareBytes } from '../core/order.ts';
import type { Artifact } from '../tree/artifact.ts';
import { type FileTree, sameArtifact } from '../tree/file-tree.ts';

export interface Shares {
  /** By role, bytewise; each with the hosts that have it. */
  readonly roles: ReadonlyMap<string, { readonly files: readonly Artifact[]; readonly hosts: readonly string[] }>;
  readonly hosts: ReadonlyMap<string, readonly Artifact[]>;
}

export interface Sharing {
  /** Undefined for what is a host's own. */
  readonly roleOf: (artifact: Artifact) => string | undefined;
  /** Of what several roles have. */
  readonly common: string;
  /** Roles whose files mean nothing by being there: helpers. Of these a host may have more than it needs. */
  readonly harmless: readonly string[];
}

export function shares(trees: ReadonlyMap<string, FileTree>, { roleOf, common, harmless }: Sharing): Shares {
  const asked = new Map<string, Set<string | undefined>>();
  for (const tree of trees.values()) {
    for (const artifact of tree) {
      asked.set(artifact.path, (asked.get(artifact.path) ?? new Set()).add(roleOf(artifact)));
    }
  }
  const roleAt = (path: string): string | undefined => {
    const [only, second] = asked.get(path) ?? [];
    return second === undefined ? only : common;
  };
  const owners = new Map<string, string[]>();
  for (const [host, tree] of trees) {
    for (const role of new Set([...tree].map(({ path }) => roleAt(path)))) {
      if (role !== undefined) owners.set(role, [...(owners.get(role) ?? []), host]);
    }
  }
  const isShared = (role: string, { path }: Artifact): boolean => {
    const found = (owners.get(role) ?? []).map((host) => trees.get(host)?.get(path));
    const there = found.filter((one) => one !== undefined);
    const [first] = there;
    const alike = first !== undefined && there.every((one) => sameArtifact(first, one));
    return alike && (there.length === found.length || harmless.includes(role));
  };
  const shared = new Map<string, Map<string, Artifact>>();
  const own = new Map<string, Artifact[]>();
  for (const [host, tree] of trees) {
    own.set(host, []);
    for (const artifact of tree) {
      const role = roleAt(artifact.path);
      if (role !== undefined && isShared(role, artifact)) {
        shared.set(role, (shared.get(role) ?? new Map()).set(artifact.path, artifact));
      } else own.get(host)?.push(artifact);
    }
  }
  const roles = [...shared]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([role, files]) => {
      const sorted = [...files.values()].sort((a, b) => compareBytes(a.path, b.path));
      return [role, { files: sorted, hosts: owners.get(role) ?? [] }] as const;
    });
  return { roles: new Map(roles), hosts: own };
}
