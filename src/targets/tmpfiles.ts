/**
 * tmpfiles.d of a workload: its state on the host. `Z` hands over what the package's own user left there;
 * modes inside are kept (tmpfiles.d(5)). And configuration files that are the administrator's.
 */
import { type TmpfilesEntry, tmpfilesLine } from '../codec/tmpfiles/index.ts';
import { diagnostic } from '../core/diagnostic.ts';
import { lastSpecPath, type Sourced } from '../core/provenance.ts';
import type { ConfigurationFile, StateDirectory, Workload } from '../model/workload.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { defaultPath } from './configuration-files.ts';
import { type Row, rowsFile } from './root-file.ts';
import type { TargetContext } from './target.ts';

export function tmpfilesPath({ name }: Workload, { layout }: TargetContext): string {
  return `${layout.tmpfiles}/${name}.conf`;
}

/** Path of the file, for the unit to run it; empty where the workload has nothing to make or to copy. */
export function tmpfilesPaths(workload: Workload, context: TargetContext): string[] {
  const { state, stateFiles, stateLinks = [] } = workload;
  const count = state.length + stateFiles.length + stateLinks.length + copiedFiles(workload).length;
  return count === 0 ? [] : [tmpfilesPath(workload, context)];
}

/** Configuration files that are the administrator's. */
export function copiedFiles({ files, configFiles }: Workload): readonly ConfigurationFile[] {
  return configFiles.value === 'admin' ? files : [];
}

/** At most one file: none where the workload has no state. */
export function tmpfilesFiles(workload: Workload, context: TargetContext): FileArtifact[] {
  return tmpfilesPaths(workload, context).map((path) => {
    const rows = [
      ...workload.state.flatMap((directory) => directoryRows(directory, workload, context)),
      ...workload.stateFiles.map((file) => {
        const entry = { type: 'f', path: file.path.value, mode: file.mode, user: 'root', group: 'root' };
        return tmpfilesRow(entry, file.path, context);
      }),
      ...copyRows(workload, context),
      ...(workload.stateLinks ?? []).map(({ path, target }) =>
        tmpfilesRow({ type: 'L', path: path.value, argument: target.value }, target, context),
      ),
    ];
    return rowsFile({ path, kind: 'tmpfiles', component: workload.name, rows }, context);
  });
}

function directoryRows({ path, mode, owner }: StateDirectory, workload: Workload, context: TargetContext): Row[] {
  if (owner === 'content')
    return [tmpfilesRow({ type: 'd', path: path.value, mode, user: 'root', group: 'root' }, path, context)];
  const [user = '0', group = user] = workload.user?.value.split(':') ?? ['root'];
  return [
    tmpfilesRow({ type: 'd', path: path.value, mode, user, group }, path, context),
    tmpfilesRow({ type: 'Z', path: path.value, user, group }, path, context),
  ];
}

/**
 * `C` copies where nothing is, with the mode and the owner of what it copies; without fields of its own it leaves
 * those of a file that is there alone (tmpfiles.d(5)). systemd 219 makes no directories for it.
 */
function copyRows(workload: Workload, context: TargetContext): Row[] {
  const { from } = workload.configFiles;
  const files = copiedFiles(workload);
  const directories = new Set(files.map(({ path }) => path.replace(/\/[^/]*$/, '')));
  return [
    ...[...directories].map((path) => tmpfilesRow({ type: 'd', path }, { value: path, from }, context)),
    ...files.map((file) => {
      const entry = { type: 'C', path: file.path, argument: defaultPath(file, context) };
      return tmpfilesRow(entry, { value: file.path, from }, context);
    }),
  ];
}

/** One line, and why it is there. */
export function tmpfilesRow(entry: TmpfilesEntry, path: Sourced<string>, { report, system }: TargetContext): Row {
  const line = tmpfilesLine(entry, { systemd: system.systemd });
  if (line.ok) return { text: line.text, from: path.from };
  const specPath = lastSpecPath(path.from) ?? [];
  report(diagnostic('UC501', { message: `the path \`${path.value}\` ${line.reason}`, specPath }));
  return { text: '', from: path.from };
}
