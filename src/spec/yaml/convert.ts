import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { diagnostic, type Report } from '../../core/diagnostic.ts';
import type { MapEntry, Place, SpecNode } from '../node.ts';
import { tick } from '../wording.ts';
import { Anchors } from './anchors.ts';

/** Composed YAML to our tree: aliases resolved, keys checked, everything with its place. */
export function convert(file: string, root: ParsedNode, report: Report): SpecNode | undefined {
  const anchors = new Anchors(report);
  const context: Context = {
    anchors,
    report,
    place: (range) => ({ file, range: { start: range[0], end: range[1] } }),
  };
  const node = convertNode(root, context);
  return anchors.exhausted ? undefined : node;
}

type YamlRange = readonly [number, number, number];

interface Context {
  readonly anchors: Anchors;
  readonly report: Report;
  place(range: YamlRange): Place;
}

/** Undefined for what was reported and cannot be used. */
function convertNode(node: ParsedNode, context: Context): SpecNode | undefined {
  const place = context.place(node.range);
  if (isAlias(node)) return context.anchors.use(node.source, place);
  refuseTag(node, place, context);
  const name = node.anchor;
  if (name !== undefined) context.anchors.open(name);
  const converted = convertContent(node, place, context);
  if (name !== undefined) context.anchors.close(name, converted);
  return converted;
}

function convertContent(
  node: Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed,
  place: Place,
  context: Context,
): SpecNode | undefined {
  if (isMap(node)) return { kind: 'map', entries: convertEntries(node, context), place };
  if (isSeq(node)) {
    const items: SpecNode[] = [];
    for (const item of node.items) {
      const converted = convertNode(item, context);
      if (converted !== undefined) items.push(converted);
    }
    return { kind: 'list', items, place };
  }
  if (!isScalar(node)) return undefined;
  const value = node.value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) {
    return { kind: 'scalar', value, source: node.source, place };
  }
  return undefined;
}

function convertEntries(map: YAMLMap.Parsed, context: Context): Map<string, MapEntry> {
  const entries = new Map<string, MapEntry>();
  for (const pair of map.items) {
    const key = readKey(pair, context);
    const value = readValue(pair, context);
    if (key === undefined || value === undefined) continue;
    const first = entries.get(key.name);
    if (first === undefined) entries.set(key.name, { key: key.place, value });
    else {
      context.report(
        diagnostic('UC004', {
          message: `${tick(key.name)} is written twice in one map`,
          ...key.place,
          related: [{ ...first.key, message: 'first written here' }],
        }),
      );
    }
  }
  return entries;
}

type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

function readValue(pair: ParsedPair, context: Context): SpecNode | undefined {
  if (pair.value !== null) return convertNode(pair.value, context);
  // `{ a, b: 1 }`: a key without a value.
  const [, end] = pair.key.range;
  return { kind: 'scalar', value: null, source: '', place: context.place([end, end, end]) };
}

function readKey(pair: ParsedPair, context: Context): { name: string; place: Place } | undefined {
  const key = pair.key;
  const place = context.place(key.range);
  if (isScalar(key) && typeof key.value === 'string') {
    refuseTag(key, place, context);
    if (key.anchor !== undefined)
      context.anchors.define(key.anchor, { kind: 'scalar', value: key.value, source: key.source, place });
    if (key.value === '<<' && key.type === 'PLAIN') return refuseMerge(place, context);
    if (key.value === '__proto__')
      return refuseKey('`__proto__` cannot be a key', 'choose another name', place, context);
    return { name: key.value, place };
  }
  if (!isScalar(key)) {
    return refuseKey('a map, list or alias cannot be a key', 'write the key as a plain word', place, context);
  }
  const source = key.source === '' ? '~' : key.source;
  const type = key.value === null ? 'null' : `a ${typeof key.value}`;
  return refuseKey(`the key ${tick(source)} is ${type}, not a string`, `quote it: "${source}"`, place, context);
}

function refuseMerge(place: Place, context: Context): undefined {
  return refuseKey(
    'the merge key `<<` is not used in specs',
    'share values with `extends`, with `roles`, or with an alias for a whole value',
    place,
    context,
  );
}

function refuseKey(message: string, help: string, place: Place, context: Context): undefined {
  context.report(diagnostic('UC003', { message, help, ...place }));
  return undefined;
}

function refuseTag(node: { readonly tag?: string }, place: Place, context: Context): void {
  if (node.tag === undefined) return;
  const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
  const help = 'remove the tag; a string that looks like a number is written in quotes';
  context.report(diagnostic('UC003', { message: `the tag ${tick(tag)} is not used in specs`, help, ...place }));
}
