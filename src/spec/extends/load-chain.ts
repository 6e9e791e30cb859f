import { type Diagnostic, diagnostic, type Report } from '../../core/diagnostic.ts';
import type { MapNode, Place, SpecNode } from '../node.ts';
import { tick } from '../wording.ts';
import { maxChain } from '../yaml/limits.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { baseFile } from './base-file.ts';
import { merge } from './merge.ts';

export type Read = (file: string) => string | undefined;

export interface Chain {
  /** The merged tree without `extends`; undefined when not even the entry could be used. */
  readonly root: MapNode | undefined;
  /** Every file of the chain could be used. */
  readonly complete: boolean;
  /** Every text that was read, the entry first. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Reads a spec and the files it extends, each once, into one tree. */
export function loadChain(entry: string, read: Read, report: Report): Chain {
  const sources = new Map<string, string>();
  const layers: MapNode[] = [];
  let file: string | undefined = entry;
  let named: Place | undefined;
  while (file !== undefined) {
    const layer = readLayer(file, named, read, sources, report);
    if (layer === undefined) return { root: mergeLayers(layers), complete: false, sources };
    layers.push(layer.content);
    if (layer.extends === undefined) break;
    named = layer.extends.place;
    file = baseFile(file, layer.extends, sources, report);
    if (file === undefined) return { root: mergeLayers(layers), complete: false, sources };
  }
  return { root: mergeLayers(layers), complete: true, sources };
}

interface Layer {
  readonly content: MapNode;
  readonly extends: SpecNode | undefined;
}

function readLayer(
  file: string,
  named: Place | undefined,
  read: Read,
  sources: Map<string, string>,
  report: Report,
): Layer | undefined {
  const text = sources.size < maxChain ? read(file) : undefined;
  if (text === undefined) {
    report(unreadable(file, named, sources.size));
    return undefined;
  }
  sources.set(file, text);
  const root = readYaml(file, text, report);
  if (root === undefined) return undefined;
  if (root.kind !== 'map') {
    const what = root.kind === 'list' ? 'a list' : 'a single value';
    report(diagnostic('UC006', { message: `${tick(file)} holds ${what}, not a map`, ...root.place }));
    return undefined;
  }
  const entries = new Map(root.entries);
  const base = entries.get('extends')?.value;
  entries.delete('extends');
  return { content: { ...root, entries }, extends: base };
}

function unreadable(file: string, named: Place | undefined, files: number): Diagnostic {
  if (named === undefined) return diagnostic('UC001', { message: `${tick(file)} cannot be read`, file });
  if (files < maxChain) return diagnostic('UC001', { message: `${tick(file)} cannot be read`, ...named });
  return diagnostic('UC007', { message: `more than ${maxChain} files extend each other`, ...named });
}

/** `layers` from the entry down to the last base. */
function mergeLayers(layers: readonly MapNode[]): MapNode | undefined {
  let merged: SpecNode | undefined;
  for (const layer of layers.toReversed()) merged = merged === undefined ? layer : merge(merged, layer);
  return merged?.kind === 'map' ? merged : undefined;
}
