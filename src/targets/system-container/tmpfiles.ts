/**
 * tmpfiles.d of a system container: its state directories. `Z` hands over what the package's own user
 * left there; modes inside are kept (tmpfiles.d(5)).
 */
import { tmpfilesLine } from '../../codec/tmpfiles/index.ts';
import { diagnostic } from '../../core/diagnostic.ts';
import { byDefault } from '../../core/provenance.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { StateDirectory, Workload } from '../../model/workload.ts';
import type { FileArtifact, LineOrigin } from '../../tree/artifact.ts';
import type { TargetContext } from '../target.ts';

export function tmpfilesPath({ name }: Workload, { layout }: TargetContext): string {
  return `${layout.tmpfiles}/${name}.conf`;
}

export function tmpfilesFile(workload: Workload, context: TargetContext): FileArtifact {
  const rows = workload.state.flatMap((directory) => rowsOf(directory, workload, context));
  const lines: LineOrigin[] = [{ from: [byDefault('unitc')] }, ...rows.map(({ from }) => ({ from }))];
  return {
    type: 'file',
    kind: 'tmpfiles',
    path: tmpfilesPath(workload, context).slice(1),
    mode: 0o644,
    owner: 'root',
    group: 'root',
    content: [`# ${context.header}`, ...rows.map(({ text }) => text), ''].join('\n'),
    origin: { component: workload.name, lines },
  };
}

function rowsOf({ path, mode }: StateDirectory, workload: Workload, { report, system }: TargetContext) {
  const options = { systemd: system.systemd };
  const [user = '0', group = user] = workload.user?.value.split(':') ?? ['root'];
  const entries = [
    tmpfilesLine({ type: 'd', path: path.value, mode, user, group }, options),
    tmpfilesLine({ type: 'Z', path: path.value, user, group }, options),
  ];
  return entries.map((entry) => {
    if (entry.ok) return { text: entry.text, from: path.from };
    let specPath: SpecPath = [];
    for (const source of path.from) if (source.kind === 'spec') specPath = source.path;
    report(diagnostic('UC501', { message: `the path \`${path.value}\` ${entry.reason}`, specPath }));
    return { text: '', from: path.from };
  });
}
