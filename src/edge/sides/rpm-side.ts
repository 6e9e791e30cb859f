/** Packages of RPM: one, or a directory of them. */
import fs from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../../core/order.ts';
import { isAsListed } from '../../diff/as-listed.ts';
import type { Entry, Snapshot } from '../../diff/entry.ts';
import type { SideHost } from '../../review/side.ts';
import { manifestPaths, packageLayout } from '../../tree/layout.ts';
import type { Manifest } from '../../tree/manifest.ts';
import { beginning } from '../beginning.ts';
import { Failure } from '../failure.ts';
import { membersPlace } from '../places/archive-place.ts';
import { builtTrees } from '../places/built-trees.ts';
import { looksLikeRpm, readRpmHeader, readRpmPayload } from '../rpm-file.ts';
import type { Opened, SideKindRow } from './side-source.ts';

interface ReadPackage {
  readonly name: string;
  readonly payload: Snapshot;
  /** Where it is the package of a host. */
  readonly manifest?: Manifest;
}

export const rpmSide: SideKindRow = async (name) => {
  const files = packagesAt(name);
  if (files === undefined) return undefined;
  const packages: ReadPackage[] = [];
  for (const file of files) packages.push(await readPackage(file));
  const single = packages.length === 1 && files[0] === name;
  return { turn: 'first', open: () => opened(packages, name, single) };
};

/** Undefined for what is neither a package nor a directory of packages. */
function packagesAt(name: string): string[] | undefined {
  const found = fs.statSync(name, { throwIfNoEntry: false });
  if (found?.isFile() === true) return looksLikeRpm(beginning(name)) ? [name] : undefined;
  if (found?.isDirectory() !== true) return undefined;
  const files = fs.readdirSync(name).filter((file) => file.endsWith('.rpm') && !file.endsWith('.src.rpm'));
  return files.length === 0 ? undefined : files.sort(compareBytes).map((file) => path.join(name, file));
}

async function readPackage(file: string): Promise<ReadPackage> {
  const head = readRpmHeader(file);
  if (!head.ok) throw new Failure(`cannot read ${file}: the package ${head.reason}`);
  const read = await readRpmPayload(file, head.header);
  if (!read.ok) throw new Failure(`cannot read ${file}: the package ${read.reason}`);
  const manifest = builtTrees(membersPlace(file, read.payload)).find(({ single }) => single)?.manifest;
  return { name: head.header.name, payload: read.payload, ...(manifest && { manifest }) };
}

/** Packages of hosts with what the other packages bring these, as they are installed; or each package by itself. */
function opened(packages: readonly ReadPackage[], name: string, single: boolean): Opened {
  const hosts = packages.filter(({ manifest }) => manifest !== undefined);
  const entries = (hosts.length === 0 ? packages : hosts).map((one): [string, SideHost] => {
    const { manifest } = one;
    const snapshot = manifest === undefined || single ? one.payload : installed(one.payload, manifest, packages);
    return [manifest?.host ?? one.name, hostOf(snapshot, manifest)];
  });
  const generator = [...new Set(hosts.flatMap(({ manifest }) => manifest?.generator ?? []))].sort(compareBytes);
  return {
    ok: true,
    side: { name: { kind: 'rpm', name, generator: generator.join(', ') }, hosts: new Map(entries) },
    single,
  };
}

/** What the manifest lists, of the host's own package or of another; presets and directories are the packages' own. */
function installed(payload: Snapshot, { files }: Manifest, packages: readonly ReadPackage[]): Snapshot {
  const entries = new Map<string, Entry>();
  for (const listed of files) {
    const found = packages.flatMap((one) => one.payload.get(listed.path) ?? []);
    const entry = payload.get(listed.path) ?? found.find((each) => isAsListed(listed, each)) ?? found[0];
    if (entry !== undefined) entries.set(listed.path, entry);
  }
  return entries;
}

function hostOf(snapshot: Snapshot, manifest: Manifest | undefined): SideHost {
  const entries = [...snapshot].filter(([path]) => !manifestPaths.includes(path));
  return { snapshot: new Map(entries), layout: packageLayout, ...(manifest && { manifest }) };
}
