/** The flags that a workload starts with, as its environment files give them when nobody has edited them. */
import type { Provenance } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';

export interface GivenFlag {
  readonly value: string;
  readonly from: readonly Provenance[];
}

/** By name, without dashes; the last one counts, and words count more than variables. */
export type GivenFlags = ReadonlyMap<string, GivenFlag>;

export function givenFlags(workload: Workload): GivenFlags {
  const flags = new Map<string, GivenFlag>();
  const { environmentPrefix, env, files } = workload;
  const variables = new Map(files.flatMap(({ assignments }) => assignments).map((one) => [one.name, one]));
  if (environmentPrefix !== undefined) {
    for (const [name, one] of variables) if ('value' in one) variable(name, one.value, environmentPrefix, flags);
    for (const [name, value] of env) variable(name, value, environmentPrefix, flags);
  }
  const words = workload.argv.flatMap(({ value, from }): GivenFlag[] => {
    if (typeof value === 'string') return [{ value, from }];
    if ('whole' in value) {
      const one = variables.get(value.whole);
      if (one === undefined || !('value' in one)) return [];
      return [{ value: value.before + one.value.value, from: one.value.from }];
    }
    const one = variables.get(value.variable);
    return one !== undefined && 'words' in one ? [...one.words] : [];
  });
  for (const [index, { value, from }] of words.entries()) {
    const match = /^--?([A-Za-z0-9][\w-]*)(?:=(.*))?$/s.exec(value);
    const name = match?.[1]?.replaceAll('_', '-');
    const text = match?.[2] ?? words[index + 1]?.value ?? '';
    if (name !== undefined) flags.set(name, { value: text, from });
  }
  return flags;
}

/** etcd and flanneld read their flags from variables too: `ETCD_LISTEN_PEER_URLS`. */
function variable(name: string, given: GivenFlag, prefix: string, flags: Map<string, GivenFlag>): void {
  if (!name.startsWith(prefix)) return;
  flags.set(name.slice(prefix.length).toLowerCase().replaceAll('_', '-'), given);
}
