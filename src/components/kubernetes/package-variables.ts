/**
 * How the distribution's packages hand flags to a component: one variable for each of some flags, in
 * this order on the command line, and a last one for all others (kubernetes' contrib/init/systemd).
 */
import { type Provenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Arg, Assignment } from '../../model/workload.ts';

export interface PackageVariable {
  readonly name: string;
  /** Flags that go into it; the last variable of a component has none and takes the rest. */
  readonly flags: readonly string[];
  /** Written above it in the component's own file. */
  readonly comment: string;
}

/** A flag as words of the command line, with where its value came from. */
export interface PrintedFlag {
  readonly name: string;
  readonly word: Sourced<string>;
}

/** `$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL …`: systemd replaces each by the words in it. */
export function variableWords(variables: readonly PackageVariable[], from: Provenance): Sourced<Arg>[] {
  return variables.map(({ name }) => sourced({ variable: name }, from));
}

/** Flags by variable, in the order of the variables; an empty list where a variable has none. */
export function wordsByVariable(
  variables: readonly PackageVariable[],
  flags: readonly PrintedFlag[],
  rest: readonly Sourced<string>[],
): Map<string, Sourced<string>[]> {
  const words = new Map<string, Sourced<string>[]>(variables.map(({ name }) => [name, []]));
  const last = variables[variables.length - 1];
  for (const flag of flags) {
    const variable = variables.find((candidate) => candidate.flags.includes(flag.name)) ?? last;
    if (variable !== undefined) words.get(variable.name)?.push(flag.word);
  }
  if (last !== undefined) words.get(last.name)?.push(...rest);
  return words;
}

/**
 * The component's own file: what differs from the shared file, and always the last variable, so that an
 * operator sees where further flags go.
 */
export function ownAssignments(
  variables: readonly PackageVariable[],
  words: ReadonlyMap<string, readonly Sourced<string>[]>,
  shared: ReadonlyMap<string, readonly Sourced<string>[]>,
): Assignment[] {
  return variables.flatMap(({ name, comment }, index) => {
    const own = words.get(name) ?? [];
    const common = shared.get(name);
    const isLast = index === variables.length - 1;
    if (common === undefined ? own.length === 0 && !isLast : sameWords(own, common)) return [];
    return [{ name, comment, words: own }];
  });
}

function sameWords(a: readonly Sourced<string>[], b: readonly Sourced<string>[]): boolean {
  return a.length === b.length && a.every((word, index) => word.value === b[index]?.value);
}
