/** A YAML document whose values keep where they came from, and so its lines. */
import { type PrintedYaml, printYaml, type YamlPath, type YamlScalar, type YamlValue } from '../../codec/yaml/index.ts';
import { mergeProvenance, type Provenance, type Sourced } from '../../core/provenance.ts';

/** An empty list has a source of its own, because nothing in it has. */
export type SourcedYaml = Sourced<YamlScalar | readonly []> | readonly SourcedYaml[] | ReadonlyMap<string, SourcedYaml>;
export type SourcedMap = ReadonlyMap<string, SourcedYaml>;
export type Entry = readonly [key: string, value: SourcedYaml | undefined];

/** A map of the entries that are there; an empty map, too, is not there. */
export function yamlMap(...entries: readonly Entry[]): SourcedMap {
  return new Map(
    entries.flatMap(([key, value]): [string, SourcedYaml][] =>
      value === undefined || (isMap(value) && value.size === 0) ? [] : [[key, value]],
    ),
  );
}

export interface SourcedDocument {
  readonly printed: PrintedYaml;
  /** Of each line. */
  readonly from: readonly (readonly Provenance[])[];
}

export function printSourced(document: SourcedMap): SourcedDocument {
  const printed = printYaml(plain(document));
  return { printed, from: printed.ok ? printed.paths.map((path) => provenanceOf(at(document, path))) : [] };
}

/** The value at a path of the document, or the nearest one around it. */
export function at(value: SourcedYaml, path: YamlPath): SourcedYaml {
  const [key, ...rest] = path;
  const child = isMap(value) ? value.get(String(key)) : isList(value) ? value[Number(key)] : undefined;
  return child === undefined ? value : at(child, rest);
}

/** Of a map or list, everything in it. */
export function provenanceOf(value: SourcedYaml): readonly Provenance[] {
  if (isMap(value)) return mergeProvenance(...[...value.values()].map(provenanceOf));
  return isList(value) ? mergeProvenance(...value.map(provenanceOf)) : value.from;
}

function plain(value: SourcedYaml): YamlValue {
  if (isMap(value)) return new Map([...value].map(([key, child]) => [key, plain(child)]));
  return isList(value) ? value.map(plain) : value.value;
}

function isMap(value: SourcedYaml): value is SourcedMap {
  return value instanceof Map;
}

function isList(value: SourcedYaml): value is readonly SourcedYaml[] {
  return Array.isArray(value);
}
