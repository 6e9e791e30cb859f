/**
 * FileTree → Butane config, from which Butane makes what `ignition.ts` writes: version 1.0.0 of the variant fcos is
 * Ignition's 3.0.0. For those who add their own before it is translated.
 */
import { printYaml, type YamlValue } from '../../codec/yaml/index.ts';
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Output } from '../output.ts';
import { type FirstBootUnit, firstBootContents } from './contents.ts';

export const butaneOutput: Output = {
  name: 'butane',
  endings: ['.bu'],
  layout: 'host',
  text: true,
  encode: async (tree) => new TextEncoder().encode(butaneConfig(tree)),
};

type Members = readonly (readonly [string, YamlValue])[];

const map = (...members: Members): ReadonlyMap<string, YamlValue> => new Map(members);

export function butaneConfig(tree: FileTree): string {
  const { units, rest } = firstBootContents(tree);
  const of = (type: Artifact['type']) => rest.filter((artifact) => artifact.type === type).map(node);
  const storage = [
    ...listed('directories', of('directory')),
    ...listed('files', of('file')),
    ...listed('links', of('symlink')),
  ];
  const text = printYaml(
    map(
      ['variant', 'fcos'],
      ['version', '1.0.0'],
      ...(storage.length === 0 ? [] : ([['storage', map(...storage)]] satisfies Members)),
      ...(units.length === 0 ? [] : ([['systemd', map(['units', units.map(unit)])]] satisfies Members)),
    ),
  );
  if (!text.ok) throw new Error(`a tree that YAML cannot carry: it ${text.reason}`);
  return text.text;
}

function listed(key: string, items: readonly YamlValue[]): Members {
  return items.length === 0 ? [] : [[key, items]];
}

function node(artifact: Artifact): YamlValue {
  const common: Members = [
    ['path', `/${artifact.path}`],
    ...owner('user', artifact.owner),
    ...owner('group', artifact.group),
  ];
  if (artifact.type === 'symlink') return map(...common, ['overwrite', true], ['target', artifact.target]);
  const mode = artifact.mode & 0o777;
  if (artifact.type === 'directory') return map(...common, ['mode', mode]);
  return map(...common, ['overwrite', true], ['mode', mode], ['contents', map(['inline', artifact.content])]);
}

function owner(key: string, value: string): Members {
  if (value === 'root') return [];
  return [[key, /^\d+$/.test(value) ? map(['id', Number(value)]) : map(['name', value])]];
}

function unit({ name, enabled, contents, dropIns }: FirstBootUnit): YamlValue {
  const dropins = dropIns.map((one) => map(['name', one.name], ['contents', one.contents]));
  return map(
    ['name', name],
    ...(enabled ? ([['enabled', true]] satisfies Members) : []),
    ...(contents === undefined ? [] : ([['contents', contents]] satisfies Members)),
    ...listed('dropins', dropins),
  );
}
