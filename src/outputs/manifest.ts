/** FileTree → manifest: data, text and the artifact on the host. */
import { createHash } from 'node:crypto';
import { compareBytes } from '../core/order.ts';
import { derived, fromSpec, type Provenance } from '../core/provenance.ts';
import type { Artifact, FileArtifact, LineOrigin } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import type { Manifest, ManifestEntry } from '../tree/manifest.ts';

export interface ManifestIdentity {
  /** Of the cluster. */
  readonly name: string;
  readonly host: string;
  /** Of unitc. */
  readonly version: string;
}

export function manifest(artifacts: Iterable<Artifact>, identity: ManifestIdentity): Manifest {
  const files = [...artifacts].map(entry).sort((a, b) => compareBytes(a.path, b.path));
  return { version: 1, name: identity.name, host: identity.host, generator: `unitc ${identity.version}`, files };
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `0644`. */
export function octalMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

function entry(artifact: Artifact): ManifestEntry {
  const { path, owner, group } = artifact;
  const config = artifact.config === undefined ? {} : { config: artifact.config };
  if (artifact.type === 'symlink') {
    return { path, type: 'symlink', owner, group, target: artifact.target, ...config };
  }
  const mode = octalMode(artifact.mode);
  if (artifact.type === 'directory') return { path, type: 'directory', mode, owner, group, ...config };
  const content = new TextEncoder().encode(artifact.content);
  return { path, type: 'file', mode, owner, group, sha256: sha256(content), size: content.length, ...config };
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
  const last = data.files.length - 1;
  return [
    fixed('{'),
    fixed(`  "version": ${data.version},`),
    { text: `  "name": ${JSON.stringify(data.name)},`, from: [fromSpec('name')] },
    { text: `  "host": ${JSON.stringify(data.host)},`, from: [fromSpec('hosts', data.host)] },
    { text: `  "generator": ${JSON.stringify(data.generator)},`, from: [derived('the version of unitc')] },
    fixed('  "files": ['),
    ...data.files.map((file, index) => ({
      text: `    ${object(file)}${index === last ? '' : ','}`,
      from: [derived(`lists ${file.path}`)],
    })),
    fixed('  ]'),
    fixed('}'),
  ];
}

function object(file: ManifestEntry): string {
  const members = Object.entries(file).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
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
