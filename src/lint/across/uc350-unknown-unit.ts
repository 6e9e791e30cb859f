import { nearest } from '../../core/nearest.ts';
import { parseUnitName } from '../../systemd/index.ts';
import { type NamedUnit, namesOf } from '../effective/names.ts';
import { pathOf } from '../effective/rule.ts';
import type { PlacedFinding } from '../finding.ts';
import { valuePart } from '../rules/places.ts';
import { provides, type Scope, type ScopedUnit } from '../scope.ts';
import { made } from './made-units.ts';
import type { AcrossContext, AcrossRule } from './rule.ts';

const dependencies = [
  'Requires',
  'Requisite',
  'Wants',
  'BindsTo',
  'PartOf',
  'Upholds',
  'After',
  'Before',
  'OnFailure',
  'OnSuccess',
  'PropagatesReloadTo',
  'ReloadPropagatedFrom',
  'PropagatesStopTo',
  'StopPropagatedFrom',
  'JoinsNamespaceOf',
];
const installed = ['WantedBy', 'RequiredBy', 'UpheldBy', 'Also'];
/** Names on the bus, which units have as aliases once they are enabled. */
const onBus = /^dbus-[\w.-]+\.service$/;

/** Names of units that neither the files, nor systemd, nor a package has. */
export const unknownUnit: AcrossRule = ({ scopes }, context) => {
  const closest = closestIn(context);
  return scopes.flatMap((scope) =>
    scope.units.flatMap((unit) => {
      const named = [
        ...namesOf(unit, 'Unit', dependencies),
        ...namesOf(unit, 'Install', installed),
        ...namesOf(unit, 'Service', ['Sockets']),
      ];
      return named.flatMap((one) => findingOf(one, unit, scope, context, closest));
    }),
  );
};

type Closest = (name: string) => string | undefined;

/** The same name is asked for again and again. */
export function closestIn({ known, provided }: AcrossContext): Closest {
  const candidates = [...provided, ...known.system, ...known.user, ...known.packages];
  const answers = new Map<string, string | undefined>();
  return (name) => {
    if (!answers.has(name)) answers.set(name, nearest(name, candidates));
    return answers.get(name);
  };
}

function findingOf(
  named: NamedUnit,
  unit: ScopedUnit,
  scope: Scope,
  context: AcrossContext,
  closest: Closest,
): PlacedFinding[] {
  const { text, start, end, setting } = named;
  if (parseUnitName(text) === undefined || made.test(text) || onBus.test(text) || isKnown(text, scope, context))
    return [];
  const close = closest(text);
  const message = `nobody provides \`${text}\``;
  const help = close === undefined ? undefined : `write \`${close}\``;
  const range = valuePart(setting.assignment, start, end);
  return [{ code: 'UC350', message, ...(help && { help }), range, path: pathOf(unit, setting.path) }];
}

export function isKnown(name: string, scope: Scope, { known, provided }: AcrossContext): boolean {
  const byManager = scope.manager === 'system' ? [known.system] : [known.system, known.user];
  return [scope.names, provided, ...byManager, known.packages].some((names) => provides(names, name));
}
