/**
 * What a compiled unit passes to its program, by our codecs: environment files read, variables split,
 * specifiers expanded. test/oracle compares the same with systemd.
 */
import { effectiveEnvironment, parseEnvFile } from '../../src/codec/env-file/index.ts';
import {
  encodeBytes,
  expandSpecifiers,
  expandVariables,
  parseCommandLine,
  parseEnvironment,
  parseUnit,
} from '../../src/codec/unit/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { fileOf } from './compile.ts';

export function environmentOf(tree: FileTree, unit: string): Readonly<Record<string, string>> {
  const { assignments } = parseUnit(encodeBytes(fileOf(tree, `etc/systemd/system/${unit}`).content));
  const paths = assignments
    .filter(({ key }) => key === 'EnvironmentFile')
    .map(({ value }) => value.replace(/^-\//, ''));
  // What somebody else writes is not in the tree.
  const files = paths
    .filter((path) => tree.get(path) !== undefined)
    .map((path) => parseEnvFile(encodeBytes(fileOf(tree, path).content)));
  const own = assignments
    .filter(({ key }) => key === 'Environment')
    .flatMap(({ value }) =>
      parseEnvironment(value, {}).assignments.map(({ name, value: text }) => [name, text] as const),
    );
  return Object.fromEntries([...own, ...effectiveEnvironment(files)]);
}

/** The words of the first command of a key, as execve() would get them. */
export function argvOf(tree: FileTree, unit: string, key = 'ExecStart'): string[] {
  const { assignments } = parseUnit(encodeBytes(fileOf(tree, `etc/systemd/system/${unit}`).content));
  // An empty one takes away what another unit file said.
  const line = assignments.find((assignment) => assignment.key === key && assignment.value !== '');
  return wordsOf(tree, unit, line?.value ?? '');
}

/** The words that oci-config puts into config.json: what runc starts. */
export function launchedBy(tree: FileTree, unit: string): string[] {
  const { assignments } = parseUnit(encodeBytes(fileOf(tree, `etc/systemd/system/${unit}`).content));
  const line = assignments.find(({ key, value }) => key === 'ExecStartPre' && value.includes('/oci-config '));
  const words = wordsOf(tree, unit, line?.value ?? '');
  return words.slice(words.indexOf('--') + 1);
}

function wordsOf(tree: FileTree, unit: string, line: string): string[] {
  const [command] = parseCommandLine(line).commands;
  const words = (command?.argv ?? []).map((word) => {
    const expanded = expandSpecifiers(word, {});
    if (!expanded.ok) throw new Error(`${word} holds an unknown specifier`);
    return expanded.text;
  });
  return expandVariables(words, environmentOf(tree, unit));
}
