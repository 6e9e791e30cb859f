/** exports/manifest.json, as Atomic/syscontainers.py reads it. `atomic images info` fails without defaultValues. */
import { printJsonWithPaths } from '../../../codec/json/index.ts';
import { byDefault } from '../../../core/provenance.ts';
import type { Workload } from '../../../model/workload.ts';
import type { Artifact, FileArtifact } from '../../../tree/artifact.ts';
import type { Layout } from '../../../tree/layout.ts';
import { rootFile } from '../../root-file.ts';
import { furtherMounts } from './config-template.ts';
import { marked, markedPath, toTemplate } from './placeholder.ts';
import type { ImageVariable } from './variables.ts';

export const hostFilesDirectory = 'exports/hostfs';
export const manifestPath = 'exports/manifest.json';

/** The keys that count. */
export interface ImageManifest {
  readonly defaultValues: Readonly<Record<string, string>>;
  readonly renameFiles: Readonly<Record<string, string>>;
}

/** Those that atomic sets by itself only in newer versions; where it does, a default has no effect. */
const builtIn = { CONF_DIRECTORY: '/etc' };

export function manifestJson(
  { name, kind, command }: Workload,
  variables: readonly ImageVariable[],
  hostFiles: readonly Artifact[],
  { bin }: Pick<Layout, 'bin'>,
): FileArtifact {
  const defaults = new Map(variables.map(({ set, value, from }) => [set, { value: betweenQuotes(value), from }]));
  const renamed = hostFiles.flatMap(({ path }) => {
    const from = path.slice(hostFilesDirectory.length);
    const isCommand = command !== undefined && from === `${bin}/${command.name}`;
    const to = toTemplate(isCommand ? `${bin}/${marked('NAME')}ctl` : markedPath(from, name));
    return to === from ? [] : [[from, to]];
  });
  const { text, paths } = printJsonWithPaths({
    version: '1.0',
    defaultValues: {
      ...builtIn,
      [furtherMounts]: '',
      ...Object.fromEntries([...defaults].map(([set, { value }]) => [set, value])),
    },
    renameFiles: Object.fromEntries(renamed),
  });
  return rootFile({
    ...{ path: manifestPath, kind: 'json', content: text, component: name },
    lines: paths.map(([, key]) => ({ from: defaults.get(String(key))?.from ?? [byDefault(`component ${kind}`)] })),
  });
}

function betweenQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
