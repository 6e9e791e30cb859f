/** What changed files mean for units: which start anew, which are new, which are gone. */
import { decodeBytes } from '../codec/unit/index.ts';
import { compareBytes } from '../core/order.ts';
import type { Entry } from '../diff/entry.ts';
import { isTemplate, parseUnitName } from '../systemd/index.ts';
import { type FileChange, isDone, isWritten } from './file-changes.ts';

/** Names of units, each list bytewise. */
export interface UnitChanges {
  /** `systemctl try-restart`: of these only those that run. */
  readonly restart: readonly string[];
  /** New or no longer masked, and with an [Install] section: `systemctl enable --now`. */
  readonly enable: readonly string[];
  /** Their [Install] section differs: `systemctl reenable` where they are enabled. */
  readonly reenable: readonly string[];
  /** Their file or that of their template goes, or is a mask from now on: `systemctl disable --now`. */
  readonly disable: readonly string[];
  /** Files that systemd reads are new, changed or gone. */
  readonly daemonReload: boolean;
}

/** `directories` are absolute: where the units lie that are ours to change. */
export function unitChanges(changes: readonly FileChange[], directories: readonly string[]): UnitChanges {
  const units = changes.flatMap((change) => {
    const unit = fragmentOf(change.path, directories);
    return unit === undefined ? [] : [{ unit, change }];
  });
  const named = (takes: (change: FileChange) => boolean): string[] =>
    units.filter(({ change }) => takes(change)).map(({ unit }) => unit);
  const isGone = (change: FileChange) => change.action === 'remove' || (isWritten(change) && isMask(change.after));
  const instances = changes
    .filter(({ path }) => isTemplateFile(path, directories))
    .filter(isGone)
    .flatMap(restartsOf);
  const disable = [...new Set([...named(isGone), ...instances])].sort(compareBytes);
  const restart = changes.flatMap(restartsOf).filter((unit) => !disable.includes(unit));
  return {
    restart: [...new Set(restart)].sort(compareBytes),
    enable: named((change) => isNew(change) && installSection(change.after) !== ''),
    reenable: named(
      (change) =>
        change.action === 'change' &&
        !isNew(change) &&
        !isMask(change.after) &&
        installSection(change.before) !== installSection(change.after),
    ),
    disable,
    daemonReload: changes.some((change) => isDone(change) && isBelow(change.path, directories)),
  };
}

/** The unit whose own file it is; of templates nothing runs. */
export function fragmentOf(path: string, directories: readonly string[]): string | undefined {
  const slash = path.lastIndexOf('/');
  const unit = directories.includes(`/${path.slice(0, slash)}`) ? parseUnitName(path.slice(slash + 1)) : undefined;
  return unit === undefined || isTemplate(unit) ? undefined : unit.name;
}

function isTemplateFile(path: string, directories: readonly string[]): boolean {
  const unit = parseUnitName(path.slice(path.lastIndexOf('/') + 1));
  return isBelow(path, directories) && unit !== undefined && isTemplate(unit);
}

/** `path` is relative to the root, the directories are absolute. */
export function isBelow(path: string, directories: readonly string[]): boolean {
  return directories.some((directory) => `/${path}`.startsWith(`${directory}/`));
}

function isNew({ action, before }: FileChange): boolean {
  return action === 'create' || (action === 'change' && isMask(before));
}

/** systemctl(1) `mask`. */
function isMask(entry: Entry | undefined): boolean {
  return entry?.type === 'symlink' && entry.target === '/dev/null';
}

/** What starts anew for it. */
export function restartsOf(change: FileChange): readonly string[] {
  if (!isDone(change)) return [];
  const { action, effects } = change;
  const [old, now] = effects;
  // Both versions of a unit file say the same of how it starts.
  if (action === 'change' && old?.start !== undefined && old.start === now?.start) return [];
  return effects.flatMap(({ restarts }) => restarts ?? []);
}

/** Its lines, as the script on the host compares them. */
function installSection(entry: Entry | undefined): string {
  if (entry?.type !== 'file') return '';
  let isInside = false;
  const lines = decodeBytes(entry.content).split('\n');
  const own = lines.filter((line) => {
    if (line.startsWith('[')) isInside = line === '[Install]';
    return isInside && !/^(?:[#;]|$)/.test(line);
  });
  return own.join('\n');
}
