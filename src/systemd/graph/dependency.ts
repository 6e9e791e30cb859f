/**
 * How units depend on each other: the dependency types of systemd's `src/core/unit-dependency-atom.c`, their
 * inverses (`unit_add_dependency()` of `src/core/unit.c`) and what each makes the manager do.
 */

/** Types as a unit states them; edges of a graph have one of these. systemd.unit(5), and for the last two systemd.slice(5) and the units that trigger others. */
export const dependencyTypes = [
  'Requires',
  'Requisite',
  'Wants',
  'BindsTo',
  'PartOf',
  'Upholds',
  'Conflicts',
  'After',
  'OnSuccess',
  'OnFailure',
  'PropagatesReloadTo',
  'PropagatesStopTo',
  'JoinsNamespaceOf',
  'Triggers',
  'InSlice',
] as const;
export type DependencyType = (typeof dependencyTypes)[number];

/** The name of a type seen from its other end, as systemd shows it; `JoinsNamespaceOf` has none, for it is one-way in all but name. */
export const inverseOf = {
  Requires: 'RequiredBy',
  Requisite: 'RequisiteOf',
  Wants: 'WantedBy',
  BindsTo: 'BoundBy',
  PartOf: 'ConsistsOf',
  Upholds: 'UpheldBy',
  Conflicts: 'ConflictedBy',
  After: 'Before',
  OnSuccess: 'OnSuccessOf',
  OnFailure: 'OnFailureOf',
  PropagatesReloadTo: 'ReloadPropagatedFrom',
  PropagatesStopTo: 'StopPropagatedFrom',
  JoinsNamespaceOf: undefined,
  Triggers: 'TriggeredBy',
  InSlice: 'SliceOf',
} as const satisfies Record<DependencyType, string | undefined>;

export type InverseType = Exclude<(typeof inverseOf)[DependencyType], undefined>;
/** Any name that systemd has for a dependency: `After` and `Before`, `Requires` and `RequiredBy`. */
export type DependencyName = DependencyType | InverseType;

const forward: ReadonlySet<string> = new Set(dependencyTypes);
const typeOfInverse: ReadonlyMap<string, DependencyType> = new Map(
  dependencyTypes.flatMap((type) => (inverseOf[type] === undefined ? [] : [[inverseOf[type], type] as const])),
);

function isType(name: DependencyName): name is DependencyType {
  return forward.has(name);
}

/** The type of an edge, and whether the edge runs the other way round: `Before` is `After`, inverted. */
export function edgeTypeOf(name: DependencyName): { readonly type: DependencyType; readonly inverted: boolean } {
  if (isType(name)) return { type: name, inverted: false };
  return { type: typeOfInverse.get(name) ?? 'After', inverted: true };
}

/** What a dependency makes the manager do: `UnitDependencyAtom`. Named from the unit that has the dependency. */
export type DependencyAtom =
  | 'pull-in-start'
  | 'pull-in-start-ignored'
  | 'pull-in-verify'
  | 'pull-in-stop'
  | 'pull-in-stop-ignored'
  | 'propagate-stop'
  | 'propagate-restart'
  | 'propagate-start-failure'
  | 'propagate-stop-failure'
  | 'propagate-inactive-start-as-failure'
  | 'pins-stop-when-unneeded'
  | 'add-stop-when-unneeded-queue'
  | 'cannot-be-active-without'
  | 'start-steadily'
  | 'retroactive-stop-on-stop'
  | 'add-default-target-dependency'
  | 'default-target-dependencies'
  | 'propagates-reload';

const atoms: Readonly<Record<DependencyAtom, readonly DependencyName[]>> = {
  'pull-in-start': ['Requires', 'BindsTo'],
  'pull-in-start-ignored': ['Wants', 'Upholds'],
  'pull-in-verify': ['Requisite'],
  'pull-in-stop': ['Conflicts'],
  'pull-in-stop-ignored': ['ConflictedBy'],
  'propagate-stop': ['RequiredBy', 'RequisiteOf', 'BoundBy', 'ConsistsOf', 'PropagatesStopTo'],
  'propagate-restart': ['RequiredBy', 'RequisiteOf', 'BoundBy', 'ConsistsOf'],
  'propagate-start-failure': ['RequiredBy', 'RequisiteOf', 'BoundBy'],
  'propagate-stop-failure': ['ConflictedBy'],
  'propagate-inactive-start-as-failure': ['RequisiteOf'],
  'pins-stop-when-unneeded': ['RequiredBy', 'RequisiteOf', 'WantedBy', 'BoundBy', 'UpheldBy'],
  'add-stop-when-unneeded-queue': ['Requires', 'Requisite', 'Wants', 'BindsTo', 'Upholds'],
  'cannot-be-active-without': ['BindsTo'],
  'start-steadily': ['UpheldBy'],
  'retroactive-stop-on-stop': ['BoundBy', 'PropagatesStopTo'],
  'add-default-target-dependency': ['Requires', 'Requisite', 'Wants', 'BindsTo', 'PartOf', 'Upholds'],
  'default-target-dependencies': ['RequiredBy', 'RequisiteOf', 'WantedBy', 'BoundBy', 'UpheldBy'],
  'propagates-reload': ['PropagatesReloadTo'],
};

/** The dependencies that do what the atom says. */
export function namesWith(atom: DependencyAtom): readonly DependencyName[] {
  return atoms[atom];
}

export function isDependencyName(name: string): name is DependencyName {
  return forward.has(name) || typeOfInverse.has(name);
}
