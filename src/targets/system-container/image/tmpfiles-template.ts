/** exports/tmpfiles.template: the rendered lines, and directories that a rendered host has from its other files. */
import { tmpfilesLine } from '../../../codec/tmpfiles/index.ts';
import { byDefault, type Sourced } from '../../../core/provenance.ts';
import type { Workload } from '../../../model/workload.ts';
import type { FileArtifact, LineOrigin } from '../../../tree/artifact.ts';
import { rootFile } from '../../root-file.ts';
import type { TargetContext } from '../../target.ts';
import { tmpfilesFiles } from '../../tmpfiles.ts';
import { markedPath, toTemplate } from './placeholder.ts';

interface Line {
  readonly text: string;
  readonly origin: LineOrigin;
}

export function tmpfilesTemplate(workload: Workload, context: TargetContext): FileArtifact {
  const lines = [...renderedLines(workload, context), ...configurationLines(workload, context)];
  return rootFile({
    ...{ path: 'exports/tmpfiles.template', kind: 'text', component: workload.name },
    content: lines.map(({ text }) => `${toTemplate(ownPath(text, workload))}\n`).join(''),
    lines: lines.map(({ origin }) => origin),
  });
}

function renderedLines(workload: Workload, context: TargetContext): Line[] {
  const header: Line = { text: `# ${context.header}`, origin: { from: [byDefault('unitc')] } };
  const [file] = tmpfilesFiles(workload, context);
  if (file === undefined) return [header];
  const texts = file.content.split('\n').slice(0, -1);
  return texts.map((text, index) => ({ text, origin: file.origin.lines[index] ?? { from: [] } }));
}

/**
 * runc does not start a container where the source of a mount is missing, and atomic makes such directories
 * only for images that have no template. Where one is there, `d` without fields leaves it as it is.
 */
function configurationLines(workload: Workload, { system }: TargetContext): Line[] {
  const made = new Set(workload.state.map(({ path }) => path.value));
  return ownConfiguration(workload).flatMap(({ value, from }) => {
    const line = tmpfilesLine({ type: 'd', path: value }, { systemd: system.systemd });
    return made.has(value) || !line.ok ? [] : [{ text: line.text, origin: { from } }];
  });
}

/** Directories that the component mounts by itself; what `mounts` of the spec names may be a file. */
function ownConfiguration({ mounts, environmentFiles, kind }: Workload): Sourced<string>[] {
  const directories = mounts
    .filter(({ from }) => !from.some((one) => one.kind === 'spec' && one.path.includes('mounts')))
    .map(({ value, from }) => ({ value: value.source, from }));
  const files = environmentFiles.map((path) => ({
    value: path.replace(/\/[^/]+$/, ''),
    from: [byDefault(`component ${kind}`)],
  }));
  const all = [...directories, ...files].filter(({ value }) => value.startsWith('/etc/'));
  return [...new Map(all.map((one) => [one.value, one])).values()];
}

function ownPath(line: string, { name, privileged }: Workload): string {
  const [, type = '', path = '', rest = ''] = /^(\S+ )(\/\S+)(.*)$/.exec(line) ?? [];
  return path === '' || privileged ? line : `${type}${markedPath(path, name)}${rest}`;
}
