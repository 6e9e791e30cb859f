/** What systemd makes of a host's units: names, lookup, the effective unit. Pure: a host's files come as a UnitRoot. */
export { type EffectiveLine, effectiveLines } from './effective-lines.ts';
export { effectiveText } from './effective-text.ts';
export { type LoadOptions, loadUnit } from './load-unit.ts';
export type { LoadedUnit, LoadProblem, Setting, Settings, SourceFile } from './loaded-unit.ts';
export { comparePaths } from './lookup/compare-paths.ts';
export type { HiddenFile } from './lookup/conf-files.ts';
export type { DependencyLink } from './lookup/dependency-links.ts';
export { systemSearchPath } from './lookup/search-path.ts';
export { unitNames } from './lookup/unit-names.ts';
export { escapeName, escapePath, unescapeName, unescapePath } from './names/escape.ts';
export { mangleName } from './names/mangle.ts';
export { isHashed, nameFromPath, pathFromName } from './names/name-from-path.ts';
export { isInstance, isTemplate, parseUnitName, templateOf, type UnitName, withInstance } from './names/unit-name.ts';
export { isUnitType, mayAlias, mayTemplate, type UnitType, unitTypes } from './names/unit-type.ts';
export { type RootEntry, type UnitRoot, unitRootOf } from './unit-root.ts';
