/**
 * FileTree → Ignition config, for the first boot of Fedora CoreOS, Flatcar and their kin. Of the specification the
 * oldest 3.x: it has all that is needed, and every Ignition 2 takes it.
 */
import { type JsonValue, printJson } from '../../codec/json/index.ts';
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Output } from '../output.ts';
import { type FirstBootUnit, firstBootContents } from './contents.ts';

const specification = '3.0.0';

export const ignitionOutput: Output = {
  name: 'ignition',
  endings: ['.ign'],
  layout: 'host',
  text: true,
  encode: async (tree) => new TextEncoder().encode(ignitionConfig(tree)),
};

export function ignitionConfig(tree: FileTree): string {
  const { units, rest } = firstBootContents(tree);
  const of = (type: Artifact['type']) => rest.filter((artifact) => artifact.type === type).map(node);
  const storage = {
    ...listed('directories', of('directory')),
    ...listed('files', of('file')),
    ...listed('links', of('symlink')),
  };
  const text = printJson({
    ignition: { version: specification },
    ...(Object.keys(storage).length > 0 && { storage }),
    ...(units.length > 0 && { systemd: { units: units.map(unit) } }),
  });
  if (!text.ok) throw new Error(`a tree that JSON cannot carry: it ${text.reason}`);
  return text.text;
}

function listed(key: string, items: readonly JsonValue[]): { [key: string]: JsonValue } {
  return items.length === 0 ? {} : { [key]: items };
}

function node(artifact: Artifact): JsonValue {
  const common = { path: `/${artifact.path}`, ...owner('user', artifact.owner), ...owner('group', artifact.group) };
  if (artifact.type === 'symlink') return { ...common, overwrite: true, target: artifact.target };
  const mode = artifact.mode & 0o7777;
  if (mode > 0o777) throw new Error(`${artifact.path}: Ignition has special bits of modes from 3.4.0 on only`);
  // With overwrite, a directory that is there would be emptied.
  if (artifact.type === 'directory') return { ...common, mode };
  return { ...common, overwrite: true, mode, contents: { source: dataUrl(artifact.content) } };
}

/** Ignition's default is root. */
function owner(key: 'user' | 'group', value: string): { [key: string]: JsonValue } {
  if (value === 'root') return {};
  return { [key]: /^\d+$/.test(value) ? { id: Number(value) } : { name: value } };
}

function unit({ name, enabled, contents, dropIns }: FirstBootUnit): JsonValue {
  return {
    name,
    ...(enabled && { enabled }),
    ...(contents !== undefined && { contents }),
    ...(dropIns.length > 0 && { dropins: dropIns.map((one) => ({ name: one.name, contents: one.contents })) }),
  };
}

/** RFC 2397, whichever is shorter. Not gzip, whose bytes differ from zlib to zlib. */
function dataUrl(content: string): string {
  const readable = `data:,${encodeURIComponent(content)}`;
  const packed = `data:;base64,${Buffer.from(content, 'utf8').toString('base64')}`;
  return packed.length < readable.length ? packed : readable;
}
