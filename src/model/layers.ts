/**
 * The layers of one component or service on one host, later wins: the cluster's, its roles' in the
 * order of the host's `roles`, the host's own. Maps merge, scalars and lists replace; every value keeps
 * the path it was written at.
 */
import { fromSpec, type Sourced } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { ComponentSpec, Spec } from '../spec/schema.ts';

export interface Layer {
  readonly path: SpecPath;
  readonly component: ComponentSpec;
}

/** Where an entry stands; no name is in both. */
export type Section = 'components' | 'services';

export function layersOf(spec: Spec, hostName: string, name: string, section: Section): Layer[] {
  const layers: Layer[] = [];
  const add = (component: ComponentSpec | undefined, path: SpecPath) => {
    if (component !== undefined) layers.push({ path, component });
  };
  const host = own(spec.hosts, hostName);
  add(own(spec[section], name), [section, name]);
  for (const role of host?.roles ?? []) {
    add(own(own(spec.roles, role)?.[section], name), ['roles', role, section, name]);
  }
  add(own(host?.[section], name), ['hosts', hostName, section, name]);
  return layers;
}

/** `record[key]` for keys that a user wrote: `__proto__` and `constructor` are ordinary names. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The last layer that says something of `key`. */
export function lastValue<K extends keyof ComponentSpec>(
  layers: readonly Layer[],
  key: K,
): Sourced<NonNullable<ComponentSpec[K]>> | undefined {
  for (const layer of [...layers].reverse()) {
    const value = layer.component[key];
    if (value !== undefined) return { value, from: [fromSpec(...layer.path, key)] };
  }
  return undefined;
}

/** Entries of all layers; a later layer's entry replaces an earlier one's and keeps its place. */
export function mergedMap<T>(
  layers: readonly Layer[],
  key: keyof ComponentSpec,
  pick: (component: ComponentSpec) => Readonly<Record<string, T>> | undefined,
): Map<string, Sourced<T>> {
  const merged = new Map<string, Sourced<T>>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(pick(layer.component) ?? {})) {
      merged.set(name, { value, from: [fromSpec(...layer.path, key, name)] });
    }
  }
  return merged;
}
