/** What earlier builds wrote into an output directory, by their manifests. */
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { sha256 } from '../../core/sha256.ts';
import { readManifest } from '../../inputs/read-manifest.ts';
import type { Disk } from './disk.ts';
import { manifestEnding } from './paths.ts';
import { type State, stateOfEntry } from './state.ts';
import type { WantedHost } from './wanted.ts';

export interface Owned {
  /** As the builds left them. */
  readonly states: ReadonlyMap<string, State>;
  /** Hosts of the same cluster that are no longer made. */
  readonly gone: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface OwnedRequest {
  readonly out: string;
  readonly hosts: readonly WantedHost[];
  readonly manifestPath: string;
  /** Whether `hosts` are all hosts of the cluster; others are left alone else. */
  readonly complete: boolean;
}

export function owned(disk: Disk, request: OwnedRequest): Owned {
  const states = new Map<string, State>();
  const diagnostics: Diagnostic[] = [];
  for (const { host } of request.hosts) {
    const problem = claim(disk, request, host, states);
    if (problem !== undefined) diagnostics.push(problem);
  }
  const gone = request.complete ? otherHosts(disk, request) : [];
  for (const host of gone) claim(disk, request, host, states);
  return { states, gone, diagnostics };
}

function claim(disk: Disk, request: OwnedRequest, host: string, states: Map<string, State>): Diagnostic | undefined {
  const name = `${host}${manifestEnding}`;
  const file = path.join(request.out, name);
  // Anything but a file is an obstacle that the plan finds.
  if (disk.kind(file) !== 'file') return undefined;
  const text = disk.readText(file);
  const read = readManifest(text);
  const state: State = `file ${sha256(text)}`;
  states.set(name, state);
  const problems = read.ok ? [] : read.problems;
  if (!read.ok || read.manifest.host !== host) {
    const reason = problems[0] ?? 'is of another host';
    return diagnostic('UC603', { message: `\`${name}\` is not a manifest that unitc wrote: it ${reason}`, file });
  }
  for (const entry of read.manifest.files) states.set(`${host}/${entry.path}`, stateOfEntry(entry));
  states.set(`${host}/${request.manifestPath}`, state);
  return undefined;
}

function otherHosts(disk: Disk, request: OwnedRequest): string[] {
  const made = new Set(request.hosts.map(({ host }) => host));
  const clusters = new Set(request.hosts.map(({ manifest }) => manifest.name));
  if (disk.kind(request.out) !== 'directory') return [];
  return disk.list(request.out).flatMap((name) => {
    if (!name.endsWith(manifestEnding) || disk.kind(path.join(request.out, name)) !== 'file') return [];
    const read = readManifest(disk.readText(path.join(request.out, name)));
    if (!read.ok || `${read.manifest.host}${manifestEnding}` !== name) return [];
    return made.has(read.manifest.host) || !clusters.has(read.manifest.name) ? [] : [read.manifest.host];
  });
}
