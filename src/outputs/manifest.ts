/** FileTree → manifest: data, text and the artifact on the host. */
import { compareBytes } from '../core/order.ts';
import { derived, fromSpec, type Provenance } from '../core/provenance.ts';
import { sha256 } from '../core/sha256.ts';
import type { Artifact, FileArtifact, LineOrigin } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import type { FileEffect, Manifest, ManifestEntry, ManifestNeed } from '../tree/manifest.ts';
import { octalMode } from '../tree/octal-mode.ts';

export interface ManifestIdentity {
  /** Of the cluster. */
  readonly name: string;
  readonly host: string;
  /** Of unitc. */
  readonly version: string;
  /** By path. */
  readonly effects?: ReadonlyMap<string, FileEffect>;
  readonly needs?: readonly ManifestNeed[];
}

export function manifest(artifacts: Iterable<Artifact>, identity: ManifestIdentity): Manifest {
  const { name, host, needs } = identity;
  const files = [...artifacts]
    .map((artifact) => entry(artifact, identity.effects?.get(artifact.path)))
    .sort((a, b) => compareBytes(a.path, b.path));
  return { version: 1, name, host, generator: `unitc ${identity.version}`, files, ...(needs && { needs }) };
}

function entry(artifact: Artifact, effect: FileEffect = {}): ManifestEntry {
  const { path, owner, group } = artifact;
  const config = artifact.config === undefined ? {} : { config: artifact.config };
  const { restarts, start } = effect;
  if (artifact.type === 'symlink') {
    return { path, type: 'symlink', owner, group, target: artifact.target, ...config, ...(restarts && { restarts }) };
  }
  const mode = octalMode(artifact.mode);
  if (artifact.type === 'directory') return { path, type: 'directory', mode, owner, group, ...config };
  const content = new TextEncoder().encode(artifact.content);
  return {
    ...{ path, type: 'file', mode, owner, group, sha256: sha256(content), size: content.length, ...config },
    ...(restarts && { restarts }),
    ...(start !== undefined && { start: sha256(start) }),
  };
}

/** JSON with one line for each file, so that a line diff of two manifests names the files that differ. */
export function printManifest(data: Manifest): string {
  return `${lines(data)
    .map((line) => line.text)
    .join('\n')}\n`;
}

interface Line {
  readonly text: string;
  readonly from: readonly Provenance[];
}

function lines(data: Manifest): Line[] {
  const form = derived('form of the manifest');
  const fixed = (text: string): Line => ({ text, from: [form] });
  return [
    fixed('{'),
    fixed(`  "version": ${data.version},`),
    { text: `  "name": ${JSON.stringify(data.name)},`, from: [fromSpec('name')] },
    { text: `  "host": ${JSON.stringify(data.host)},`, from: [fromSpec('hosts', data.host)] },
    { text: `  "generator": ${JSON.stringify(data.generator)},`, from: [derived('the version of unitc')] },
    fixed('  "files": ['),
    ...listed(data.files, (file) => derived(`lists ${file.path}`)),
    ...(data.needs === undefined ? [] : [fixed('  ],'), fixed('  "needs": ['), ...listed(data.needs, needed)]),
    fixed('  ]'),
    fixed('}'),
  ];
}

function listed<T extends object>(items: readonly T[], from: (item: T) => Provenance): Line[] {
  const last = items.length - 1;
  return items.map((item, index) => ({ text: `    ${object(item)}${index === last ? '' : ','}`, from: [from(item)] }));
}

function needed({ need }: ManifestNeed): Provenance {
  return derived(`what the host needs: ${need}`);
}

function object(item: object): string {
  const members = Object.entries(item).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{ ${members.join(', ')} }`;
}

/** The manifest as a file of the host. It lists `artifacts`, which must not hold it yet. */
export function manifestArtifact(
  artifacts: Iterable<Artifact>,
  layout: Pick<Layout, 'manifest'>,
  identity: ManifestIdentity,
): FileArtifact {
  const data = manifest(artifacts, identity);
  const origins: LineOrigin[] = lines(data).map((line) => ({ from: line.from }));
  return {
    type: 'file',
    kind: 'json',
    path: layout.manifest.replace(/^\//, ''),
    mode: 0o644,
    owner: 'root',
    group: 'root',
    content: printManifest(data),
    origin: { component: 'host', lines: origins },
  };
}
