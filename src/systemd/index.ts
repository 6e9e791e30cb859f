/** What systemd makes of a host's units: names, lookup, the effective unit. Pure: a host's files come as a UnitRoot. */

export { type BootEdge, type BootGraph, type BootUnit, bootGraph } from './boot/boot-graph.ts';
export type { CommandRecord } from './command-record.ts';
export {
  type Container,
  type ContainerOption,
  type ContainerPart,
  containerOf,
  publishedBy,
} from './container-command.ts';
export { type EffectiveLine, effectiveLines } from './effective-lines.ts';
export { effectiveText } from './effective-text.ts';
export { buildGraph } from './graph/build-graph.ts';
export {
  type DependencyAtom,
  type DependencyName,
  type DependencyType,
  dependencyTypes,
  type InverseType,
  inverseOf,
} from './graph/dependency.ts';
export type { DependencyEdge, EdgeOrigin, PathRequirement, RuleOrigin, WrittenOrigin } from './graph/edge.ts';
export type { GraphUnit } from './graph/graph-unit.ts';
export { type MissingUnit, requiredUnitsNobodyProvides } from './graph/missing-units.ts';
export type { GraphOptions } from './graph/options.ts';
export type { UnitGraph } from './graph/unit-graph.ts';
export {
  type ChangeAction,
  type ChangeEffect,
  type ChangeOptions,
  changeEffect,
  type UnitEffect,
} from './jobs/change-effect.ts';
export type { SettingChange } from './jobs/changed-settings.ts';
export type {
  ActiveState,
  Because,
  IgnoredJob,
  Job,
  JobError,
  JobErrorKind,
  JobMode,
  JobRequest,
  JobType,
  UnitStates,
  Verb,
} from './jobs/job.ts';
export { isActive } from './jobs/job-types.ts';
export { bootCycles, type JobOrder, type JobPlan, jobsOf } from './jobs/jobs-of.ts';
export { takesEffectOnReload } from './jobs/live-settings.ts';
export { type StartOutcome, usualOutcome } from './jobs/outcome.ts';
export { readOfUnit } from './jobs/read-of-unit.ts';
export {
  type Cause,
  type FinishedJob,
  type JobResult,
  type JobRun,
  type RunOptions,
  runJobs,
} from './jobs/run-jobs.ts';
export type { BrokenCycle } from './jobs/verify-order.ts';
export { type LoadOptions, loadUnit } from './load-unit.ts';
export type { LoadedUnit, LoadProblem, Setting, Settings, SourceFile } from './loaded-unit.ts';
export { comparePaths } from './lookup/compare-paths.ts';
export type { HiddenFile } from './lookup/conf-files.ts';
export type { DependencyLink } from './lookup/dependency-links.ts';
export { resolvePath } from './lookup/resolve-path.ts';
export { systemSearchPath } from './lookup/search-path.ts';
export { unitNames } from './lookup/unit-names.ts';
export { escapeName, escapePath, unescapeName, unescapePath } from './names/escape.ts';
export { mangleName } from './names/mangle.ts';
export { isHashed, nameFromPath, pathFromName } from './names/name-from-path.ts';
export { isInstance, isTemplate, parseUnitName, templateOf, type UnitName, withInstance } from './names/unit-name.ts';
export { isUnitType, mayAlias, mayTemplate, type UnitType, unitTypes } from './names/unit-type.ts';
export { type Refusal, refusalOf, type Values } from './refusal/index.ts';
export { type UnitFileName, unitFileName } from './unit-file-name.ts';
export {
  type EffectiveRecord,
  type EntryRecord,
  readUnitRecord,
  type SectionRecord,
  type UnitRecord,
  type UnitRecordOptions,
} from './unit-record.ts';
export { type RootEntry, type UnitRoot, unitRootOf } from './unit-root.ts';
