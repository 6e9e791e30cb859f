/** A unit as systemd loads it: unit_load_fragment() and unit_load_dropin() of src/core; systemd.unit(5). */
import { type DirectiveTable, effectiveSettings } from '../codec/unit/index.ts';
import { fileSpecifiers } from './file-specifiers.ts';
import { judgeFor, newestSystemd } from './judge.ts';
import { type LoadState, stateOfFile, stateOfLines, stateOfSettings, stateOfValue } from './load-state.ts';
import type { LoadedUnit } from './loaded-unit.ts';
import { locateUnit } from './lookup/locate-unit.ts';
import { systemSearchPath } from './lookup/search-path.ts';
import { parseUnitName, type UnitName } from './names/unit-name.ts';
import { settingsOf } from './settings-of.ts';
import type { UnitRoot } from './unit-root.ts';

export interface LoadOptions {
  readonly directives: DirectiveTable;
  /** Directories, the first of which wins; the system manager's without it. */
  readonly searchPath?: readonly string[];
  /** The major version of systemd that loads the unit; the newest that the table knows without it. */
  readonly systemd?: number;
}

/** @throws RangeError when `name` is no name of a unit: parseUnitName() tells. */
export function loadUnit(root: UnitRoot, name: string, options: LoadOptions): LoadedUnit {
  const asked = parseUnitName(name);
  if (asked === undefined) throw new RangeError(`no name of a unit: ${JSON.stringify(name)}`);
  const located = locateUnit(root, asked, options.searchPath ?? systemSearchPath);
  const { id, names, fragment, dropIns, hidden, links } = located;
  const ofFile = stateOfFile(located, asked);
  if (ofFile.loadState === 'masked') {
    return { ...known(asked, id, names), ...ofFile, ...(fragment && { fragment }), dropIns, hidden, links, ...nothing };
  }
  if (ofFile.loadState !== 'loaded') return unread(asked, { ...ofFile, ...(fragment && { fragment }) });
  const files = fragment === undefined ? dropIns : [fragment, ...dropIns];
  const documents = files.map(({ document }) => document);
  const { type } = asked;
  const specifiers = fileSpecifiers({ type, unit: parseUnitName(id) ?? asked, isDropIn: false }, fragment?.path);
  const judge = judgeFor(type, options.systemd, specifiers);
  const effective = effectiveSettings(documents, options.directives, type, judge);
  const refused = effective.fatal.find(({ document }) => document === 0);
  if (fragment !== undefined && refused !== undefined) {
    const context = { unitType: type, systemd: options.systemd ?? newestSystemd };
    return unread(asked, { ...stateOfValue(refused, fragment.path, options.directives, context), fragment });
  }
  // Behind what makes the file fail nothing is read, so a value that is refused comes before it.
  const failed = fragment && stateOfLines(fragment);
  if (failed !== undefined) return unread(asked, { ...failed, ...(fragment && { fragment }) });
  return {
    ...known(asked, id, names),
    ...stateOfSettings(id, names, effective, specifiers, options.systemd),
    ...(fragment && { fragment }),
    ...{ dropIns, hidden, links },
    ...settingsOf(effective, files),
  };
}

const nothing = { settings: new Map(), resets: new Map(), extensions: [] };

function known(
  { name, type, prefix, instance }: UnitName,
  id: string,
  names: readonly string[],
): Pick<LoadedUnit, 'name' | 'id' | 'names' | 'type' | 'prefix' | 'instance'> {
  const own = parseUnitName(id)?.prefix ?? prefix;
  return { name, id, names, type, prefix: own, ...(instance === undefined ? {} : { instance }) };
}

/** Of a unit whose file fails systemd looks neither for drop-ins nor for other names. */
function unread(asked: UnitName, state: LoadState & Pick<LoadedUnit, 'fragment'>): LoadedUnit {
  const links = { wants: [], requires: [], upholds: [] };
  return { ...known(asked, asked.name, [asked.name]), ...state, dropIns: [], hidden: [], links, ...nothing };
}
