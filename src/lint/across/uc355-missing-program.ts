import { parseCommandLine } from '../../codec/unit/index.ts';
import type { Setting } from '../../systemd/index.ts';
import { pathOf } from '../effective/rule.ts';
import type { PlacedFinding } from '../finding.ts';
import { valuePart } from '../rules/places.ts';
import type { ScopedUnit } from '../scope.ts';
import { type HostFiles, hostFiles } from './host-files.ts';
import type { AcrossRule } from './rule.ts';

/** Where packages put programs: a tree that adds to a host says nothing about what is there. */
const ofPackages = /^\/(?:usr\/)?(?:s?bin|lib|lib64|libexec)\//;
/** Where only what is added to a host lies; a tree that puts something there says what is there. */
const ofAdditions = /^\/(?:usr\/local|opt)(?=\/)/;

/** Programs that the tree ought to have, since it is a whole system or has their directory, and does not. */
export const missingProgram: AcrossRule = (inspected) => {
  if (!inspected.root.host) return [];
  const files = hostFiles(inspected);
  return inspected.scopes.flatMap(({ units }) =>
    units.flatMap((unit) =>
      [...unit.loaded.settings.values()].flatMap((keys) =>
        [...keys].flatMap(([key, settings]) => {
          if (!/^Exec[A-Z]/.test(key)) return [];
          return settings.flatMap((setting) => programsOf(setting, unit, files));
        }),
      ),
    ),
  );
};

function programsOf(setting: Setting, unit: ScopedUnit, files: HostFiles): PlacedFinding[] {
  return parseCommandLine(setting.value).commands.flatMap(({ path, words }): PlacedFinding[] => {
    const [first] = words;
    if (first === undefined || !path.startsWith('/') || /[%$]/.test(path)) return [];
    const entry = files.at(path);
    const problem = entry === undefined ? missing(path, files) : unusable(entry);
    if (problem === undefined) return [];
    const range = valuePart(setting.assignment, first.start, first.end);
    return [{ code: 'UC355', message: `\`${path}\` ${problem}`, range, path: pathOf(unit, setting.path) }];
  });
}

function missing(path: string, files: HostFiles): string | undefined {
  const directory = path.slice(0, path.lastIndexOf('/'));
  const [place] = ofAdditions.exec(path) ?? [];
  const expected = ofPackages.test(path)
    ? files.whole && files.holds(directory)
    : files.holds(directory) || (place !== undefined && files.holdsBelow(place));
  return expected && !files.made.has(path) ? 'is not in the tree' : undefined;
}

function unusable(entry: NonNullable<ReturnType<HostFiles['at']>>): string | undefined {
  if (entry.type === 'directory') return 'is a directory';
  if (entry.type === 'file' && entry.mode !== undefined && (entry.mode & 0o111) === 0) return 'is not executable';
  return undefined;
}
