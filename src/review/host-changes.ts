/** The changes of one host as a plan has them. */
import type { FileAction, FileChange } from '../plan/file-changes.ts';
import { systemSearchPath } from '../systemd/index.ts';
import type { Effects } from './host-effects.ts';
import type { FileReview } from './model.ts';
import type { SideHost } from './side.ts';

/** By host: its changes in the order of their ids. */
export function changesByHost(changes: readonly FileReview[]): Map<string, FileReview[]> {
  const byHost = new Map<string, FileReview[]>();
  for (const change of changes) {
    for (const host of change.hosts) {
      const own = byHost.get(host) ?? [];
      byHost.set(host, own);
      own.push(change);
    }
  }
  return byHost;
}

/** Where units lie: of a tree of ours its layout says it, of a host systemd. */
export function unitDirectories(hosts: readonly SideHost[]): string[] {
  const places = hosts.flatMap(({ manifest, layout }) =>
    manifest === undefined ? [layout.units, ...systemSearchPath] : [layout.units],
  );
  return [...new Set(places)];
}

export interface Compared {
  readonly before?: SideHost;
  readonly after?: SideHost;
}

export function fileChangesOf(
  reviewed: readonly FileReview[],
  { before, after }: Compared,
  effects: { readonly before: Effects; readonly after: Effects },
): FileChange[] {
  const change = (path: string, action: FileAction): FileChange => {
    const [old, now] = [before?.snapshot.get(path), after?.snapshot.get(path)];
    const all = [effects.before.get(path), effects.after.get(path)].filter((one) => one !== undefined);
    return { path, action, ...(old && { before: old }), ...(now && { after: now }), effects: all };
  };
  return reviewed.flatMap(({ path, from, kind }) => {
    if (kind === 'renamed') return [change(from ?? path, 'remove'), change(path, 'create')];
    const action = actions[kind];
    return action === undefined ? [] : [change(path, action)];
  });
}

/** Whose a file is means nothing to what runs. */
const actions: Readonly<Record<Exclude<FileReview['kind'], 'renamed'>, FileAction | undefined>> = {
  added: 'create',
  removed: 'remove',
  changed: 'change',
  mode: 'mode',
  owner: undefined,
};
