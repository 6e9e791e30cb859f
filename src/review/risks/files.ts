/** Who may read and write a file. */
import type { Entry } from '../../diff/entry.ts';
import type { FileReview } from '../model.ts';
import type { FileRule, Finding, FindingOn, RiskRequest } from './rule.ts';

const keys =
  /(?:^|[./_-])key(?:\.pem)?$|\.(?:key|p12|pfx)$|kubeconfig|(?:^|\/)[^/]*(?:token|secret|password|shadow)[^/]*$/i;

/** Of its group and of others. */
const everybodyElse = 0o077;
const readOrWritten = 0o066;

export const modeRule: FileRule = ({ path, before, after }) => {
  if (before?.type !== 'file' || after?.type !== 'file' || !keys.test(path)) return undefined;
  const wider = Number.parseInt(after.mode, 8) & ~Number.parseInt(before.mode, 8) & everybodyElse;
  if (wider === 0) return undefined;
  return { code: 'UC722', message: `\`/${path}\` had mode ${before.mode}, and has ${after.mode}` };
};

/** Of keys that were not there; a host that joins others is not told of what one of these has. */
export function newKeyFindings({ changes, before }: RiskRequest): FindingOn[] {
  return changes.flatMap((change) => {
    const finding = newModeRule(change);
    if (finding === undefined) return [];
    const isKnown = [...before.hosts.values()].some(({ snapshot }) => isAsOpen(snapshot.get(change.path), change));
    const hosts = isKnown ? change.hosts.filter((host) => before.hosts.has(host)) : change.hosts;
    return hosts.length === 0 ? [] : [{ ...finding, hosts, change: change.id }];
  });
}

function newModeRule({ path, syntax, before, after }: FileReview): Finding | undefined {
  if (before?.type === 'file' || after?.type !== 'file' || !keys.test(path) || noKeys.has(syntax)) return undefined;
  // What lies there is the same for everybody.
  if (path.startsWith('usr/') || openTo(Number.parseInt(after.mode, 8)) === 0) return undefined;
  return { code: 'UC722', message: `\`/${path}\` is new, and not for its owner alone: its mode is ${after.mode}` };
}

/** `ask-password.service`, `fetch-token`. */
const noKeys: ReadonlySet<FileReview['syntax']> = new Set(['unit', 'tmpfiles', 'script']);

function openTo(mode: number): number {
  return mode & readOrWritten;
}

function isAsOpen(entry: Entry | undefined, { after }: FileReview): boolean {
  const mode = after?.type === 'file' ? Number.parseInt(after.mode, 8) : 0;
  return entry?.type === 'file' && (openTo(mode) & ~openTo(entry.mode)) === 0;
}
