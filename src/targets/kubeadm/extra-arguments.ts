/** Flags of programs as kubeadm takes them: a map until v1beta3, a list with repetitions in v1beta4. */
import { mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { Kubeadm } from '../../model/kubeadm.ts';
import { type SourcedYaml, yamlMap } from './sourced-yaml.ts';

export interface ExtraArgument {
  readonly name: string;
  readonly value: Sourced<string>;
}

/** What a spec sets; what it takes away, kubeadm is not told of either. */
export function flagArguments({ settings }: Instance): ExtraArgument[] {
  return [...settings.flags].flatMap(([name, { value, from }]) =>
    value === null ? [] : [{ name, value: { value: Array.isArray(value) ? value.join(',') : String(value), from } }],
  );
}

/** Arguments behind the flags; those without a name have been refused. */
export function namedArguments({ settings }: Instance): ExtraArgument[] {
  return settings.args.flatMap(({ value, from }) =>
    typeof value === 'string' ? [] : [{ name: value.name, value: { value: String(value.value), from } }],
  );
}

export function cloudArguments({ cloud }: Cluster, kind: string): ExtraArgument[] {
  if (cloud === undefined) return [];
  const { provider, configFile, takes } = cloud;
  return [
    ...(takes(kind, 'cloud-provider') ? [{ name: 'cloud-provider', value: provider }] : []),
    ...(configFile !== undefined && takes(kind, 'cloud-config') ? [{ name: 'cloud-config', value: configFile }] : []),
  ];
}

/** Undefined where there are none. A flag of the spec takes the place of a default of the same name. */
export function extraArguments(
  { api }: Kubeadm,
  defaults: readonly ExtraArgument[],
  flags: readonly ExtraArgument[],
  repeated: readonly ExtraArgument[] = [],
): SourcedYaml | undefined {
  const merged = new Map<string, Sourced<string>>();
  for (const { name, value } of [...defaults, ...flags]) merged.set(name, value);
  if (api !== 'v1beta4') {
    for (const { name, value } of repeated) merged.set(name, value);
    return merged.size === 0 ? undefined : yamlMap(...merged);
  }
  const all = [...[...merged].map(([name, value]) => ({ name, value })), ...repeated];
  if (all.length === 0) return undefined;
  return all.map(({ name, value }) =>
    yamlMap(['name', sourced(name, ...mergeProvenance(value.from))], ['value', value]),
  );
}
