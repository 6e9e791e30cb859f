/**
 * Variables that `atomic install --set NAME=VALUE` reaches. atomic puts them into config.json as they are,
 * so a default is text between the quotes of a JSON string.
 */
import { quoteVariableWord } from '../../../codec/unit/index.ts';
import { byDefault, mergeProvenance, type Provenance } from '../../../core/provenance.ts';
import { flagVariable } from '../../../model/flags/index.ts';
import type { Assignment, Workload } from '../../../model/workload.ts';

export interface ImageVariable {
  /** In the container. */
  readonly name: string;
  /** For `--set`, and in manifest.json. */
  readonly set: string;
  /** Empty where hosts differ or the spec says nothing. */
  readonly value: string;
  readonly from: readonly Provenance[];
}

/**
 * Those of a program that reads its flags from the environment (etcd, flanneld): all flags of its version,
 * and the variables on its command line. Others have their flags in files alone, as wait-ready does, which
 * has to know of ports that were moved.
 */
export function imageVariables(workloads: readonly Workload[], flags: readonly string[]): ImageVariable[] {
  const [first] = workloads;
  const prefix = first?.environmentPrefix;
  if (first === undefined || prefix === undefined) return [];
  const named = referenced(first, prefix);
  const taken = new Set(named.map(({ set }) => set));
  const rest = [
    ...first.files.flatMap(({ assignments }) => assignments.map(({ name }) => name)),
    ...flags.map((flag) => flagVariable(prefix, flag)),
  ].filter((name) => name.startsWith(prefix) && !taken.has(name));
  const all = [...named, ...[...new Set(rest)].map((name) => ({ name, set: name }))];
  return all.map((variable) => ({ ...variable, ...agreed(workloads, variable.name) }));
}

/**
 * A variable that is one flag's whole value is set by the name under which the program reads that flag:
 * flannel's published images ask for FLANNELD_ETCD_ENDPOINTS, and pass FLANNEL_ETCD_ENDPOINTS on.
 */
function referenced({ argv }: Workload, prefix: string): { name: string; set: string }[] {
  return argv.flatMap(({ value }) => {
    if (typeof value === 'string') return [];
    if ('variable' in value) return [{ name: value.variable, set: value.variable }];
    const flag = value.before.replace(/^-+|=$/g, '');
    return [{ name: value.whole, set: flagVariable(prefix, flag) }];
  });
}

/** The value where every host has the same. */
function agreed(workloads: readonly Workload[], name: string): Pick<ImageVariable, 'value' | 'from'> {
  const none = { value: '', from: [byDefault('unitc')] };
  const found = workloads.map(({ files }) =>
    files.flatMap(({ assignments }) => assignments.filter((one) => one.name === name)).at(-1),
  );
  const texts = new Set(found.map((assignment) => (assignment === undefined ? '' : textOf(assignment))));
  const [text, other] = texts;
  if (text === undefined || other !== undefined || found[0] === undefined) return none;
  const from = mergeProvenance(...found.map((one) => (one === undefined ? [] : fromOf(one))));
  return { value: text, from: from.length === 0 ? none.from : from };
}

/** As systemd reads the variable from its file. */
function textOf(assignment: Assignment): string {
  if ('value' in assignment) return assignment.value.value;
  const quoted = assignment.words.map(({ value }) => quoteVariableWord(value));
  return quoted.map((word) => (word.ok ? word.text : '')).join(' ');
}

function fromOf(assignment: Assignment): readonly Provenance[] {
  return 'value' in assignment ? assignment.value.from : assignment.words.flatMap(({ from }) => from);
}
