/** exports/config.json.template: config.json with the start script as program, and names for atomic to fill in. */
import { byDefault, derived, type Sourced, sourced } from '../../../core/provenance.ts';
import type { HostSystem } from '../../../model/host-system.ts';
import type { MountSetting } from '../../../model/settings.ts';
import type { Arg, Workload } from '../../../model/workload.ts';
import type { FileArtifact } from '../../../tree/artifact.ts';
import { rootFile } from '../../root-file.ts';
import { configurationLines } from '../config-json.ts';
import { marked, markedPath, toTemplate } from './placeholder.ts';
import type { ImageVariable } from './variables.ts';

/** Where the image has the script. */
export const startPath = '/usr/libexec/unitc/start';
/** By custom of the published images: JSON text with a comma in front, behind the last mount. */
export const furtherMounts = 'ADDTL_MOUNTS';

const script = derived('the start script reads what systemd reads for a rendered unit');

export function configTemplate(
  workload: Workload,
  variables: readonly ImageVariable[],
  system: HostSystem,
): FileArtifact {
  const { text, paths, lines } = configurationLines(inImage(workload, variables), system);
  // The last line of the last mount, before the bracket of `mounts`.
  const last = paths.findLastIndex(([first]) => first === 'mounts') - 1;
  const content = toTemplate(text)
    .split('\n')
    .map((line, index) => (index === last ? `${line}\${${furtherMounts}}` : line));
  const path = 'exports/config.json.template';
  return rootFile({ path, kind: 'text', content: content.join('\n'), component: workload.name, lines });
}

function inImage(workload: Workload, variables: readonly ImageVariable[]): Workload {
  const { program, argv, env, environmentFiles, environmentPrefix, mounts, name, privileged } = workload;
  const options = [
    ...environmentFiles.map((path) => `--file=${path}`),
    ...(environmentPrefix === undefined ? [] : [`--export=${environmentPrefix}`]),
    '--',
  ];
  const here = ({ value, from }: Sourced<MountSetting>): Sourced<MountSetting> => ({
    // A kubelet's paths have to be the same for docker on the host, whatever it is called.
    value: privileged ? value : { ...value, source: markedPath(value.source, name) },
    from,
  });
  return {
    ...workload,
    program: sourced(startPath, script),
    argv: [...options.map((word) => sourced(word, script)), program, ...argv.map(startWord)],
    env: new Map([
      ...env,
      ...variables.map(({ name, set, from }): [string, Sourced<string>] => [name, { value: marked(set), from }]),
    ]),
    mounts: [...mounts.map(here), ...fileMounts(workload)],
  };
}

/** As in a unit, without its quoting: `$NAME`, `${NAME}`, `$$`. */
function startWord({ value, from }: Sourced<Arg>): Sourced<string> {
  if (typeof value === 'string') return { value: value.replaceAll('$', '$$$$'), from };
  if ('variable' in value) return { value: `$${value.variable}`, from };
  return { value: `${value.before}\${${value.whole}}`, from };
}

/** Directories of variable files that the container does not see yet: of a file, a mount would keep the old one. */
function fileMounts({ environmentFiles, mounts }: Workload): Sourced<MountSetting>[] {
  const seen = mounts.map(({ value }) => `${value.target}/`);
  const directories = environmentFiles
    .map((path) => path.replace(/\/[^/]+$/, ''))
    .filter((directory) => !seen.some((target) => `${directory}/`.startsWith(target)));
  return [...new Set(directories)].map((directory) =>
    sourced({ source: directory, target: directory, options: ['rbind', 'ro'] }, script, byDefault('unitc')),
  );
}
