/** One unit file, of any origin, as if it were all that a host has. */
import fs from 'node:fs';
import path from 'node:path';
import { kindOf } from '../../lint/classify.ts';
import type { SideKind } from '../../review/model.ts';
import { hostLayout } from '../../tree/layout.ts';
import { readUnitFile } from '../read-unit-file.ts';
import type { Opened, SideKindRow } from './side-source.ts';

export const unitSide: SideKindRow = async (name) => {
  if (!isUnitFile(name) || fs.statSync(name, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  return { turn: 'first', open: (other) => openedUnit(readUnitFile(name), 'directory', name, other) };
};

export function isUnitFile(name: string): boolean {
  const kind = kindOf(path.basename(name))?.kind;
  return kind === 'unit' || kind === 'quadlet';
}

/** Two files are compared whatever they are called: the second is taken to be a state of the first. */
export function openedUnit(content: Uint8Array, kind: SideKind, name: string, other: Opened | undefined): Opened {
  const base = path.basename(name);
  const directory = kindOf(base)?.kind === 'quadlet' ? '/etc/containers/systemd' : hostLayout.units;
  const [only, ...more] = [...(other?.side.hosts.values() ?? [])].flatMap(({ snapshot }) => [...snapshot.keys()]);
  const at = only !== undefined && more.length === 0 && other?.single === true ? only : `${directory.slice(1)}/${base}`;
  const host = { snapshot: new Map([[at, { type: 'file', mode: 0o644, content } as const]]), layout: hostLayout };
  return { ok: true, side: { name: { kind, name, generator: '' }, hosts: new Map([['host', host]]) }, single: true };
}
