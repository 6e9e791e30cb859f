/** What only one unit of a host can have: names of containers, ports. */

import { parseCommandLine } from '../../codec/unit/index.ts';
import type { Range } from '../../core/diagnostic.ts';
import { type Container, containerOf, publishedBy, type Setting } from '../../systemd/index.ts';
import { namesOf } from '../effective/names.ts';
import { pathOf, settingsOf } from '../effective/rule.ts';
import type { Inspected } from '../inspected.ts';
import { type PublishedPort, publishedPort } from '../published-port.ts';
import { quadletClaims } from '../quadlet/claims.ts';
import { valuePart } from '../rules/places.ts';
import type { Scope, ScopedUnit } from '../scope.ts';

export interface Claim {
  /** The unit's name, or that of the service that Quadlet makes. */
  readonly unit: string;
  readonly path: string;
  readonly range: Range;
}

export interface NameClaim extends Claim {
  /** docker and podman have names of their own. */
  readonly engine: Container['engine'];
  readonly name: string;
}

export interface PortClaim extends Claim {
  readonly port: PublishedPort;
}

export interface Claims {
  readonly names: readonly NameClaim[];
  readonly ports: readonly PortClaim[];
  /** Whether two units never run at once, because one of them says so. */
  readonly exclude: (a: string, b: string) => boolean;
}

/** Of the system's manager, or of loose files; what a user runs has a place of its own. */
export function claimsOf({ scopes, files }: Inspected): Claims {
  const own = scopes.filter(({ manager }) => manager !== 'user');
  const units = own.flatMap((scope) => scope.units.filter(({ loaded }) => loaded.instance === undefined));
  const made = quadletClaims(files);
  return {
    names: [...units.flatMap(namesRun), ...made.names],
    ports: [...units.flatMap(portsPublished), ...made.ports],
    exclude: exclusionsOf(own),
  };
}

const starting = ['ExecStartPre', 'ExecStart', 'ExecStartPost'];

function containersOf(unit: ScopedUnit): { readonly container: Container; readonly setting: Setting }[] {
  return starting.flatMap((key) =>
    settingsOf(unit, 'Service', key).flatMap((setting) =>
      parseCommandLine(setting.value).commands.flatMap((command) => {
        const container = containerOf(command);
        return container === undefined ? [] : [{ container, setting }];
      }),
    ),
  );
}

/** What holds a specifier or a variable is known when it runs. */
function isOpen(text: string): boolean {
  return /[%$]/.test(text);
}

function namesRun(unit: ScopedUnit): NameClaim[] {
  return containersOf(unit).flatMap(({ container: { engine, name }, setting }) => {
    if (name === undefined || isOpen(name.text)) return [];
    return [{ ...claim(unit, setting, name), engine, name: name.text }];
  });
}

function portsPublished(unit: ScopedUnit): PortClaim[] {
  return containersOf(unit).flatMap(({ container, setting }) =>
    publishedBy(container).flatMap((part) => {
      const port = publishedPort(part.text);
      return port === undefined ? [] : [{ ...claim(unit, setting, part), port }];
    }),
  );
}

function claim(
  unit: ScopedUnit,
  setting: Setting,
  { start, end }: { readonly start: number; readonly end: number },
): Claim {
  return {
    unit: unit.loaded.id,
    path: pathOf(unit, setting.path),
    range: valuePart(setting.assignment, start, end),
  };
}

function exclusionsOf(scopes: readonly Scope[]): Claims['exclude'] {
  const conflicts = new Map<string, ReadonlySet<string>>();
  for (const unit of scopes.flatMap(({ units }) => units)) {
    const names = new Set(namesOf(unit, 'Unit', ['Conflicts']).map(({ text }) => text));
    for (const name of unit.loaded.names) conflicts.set(name, names);
  }
  return (a, b) => conflicts.get(a)?.has(b) === true || conflicts.get(b)?.has(a) === true;
}
