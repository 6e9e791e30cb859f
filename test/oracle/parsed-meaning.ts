/** What `unitc parse` says of a unit that is one file, in the terms of systemd's dump. */
import { encodeBytes, expandSpecifiers, type SpecifierTable } from '../../src/codec/unit/index.ts';
import { fileSpecifiers } from '../../src/systemd/file-specifiers.ts';
import { readUnitRecord, unitFileName } from '../../src/systemd/index.ts';
import { directives, type Meaning, release } from './unit-meaning.ts';

export type Parsed = Pick<Meaning, 'loadState' | 'commands'>;

/** It prints specifiers as written: systemd expands them word by word, and so does this. */
export function parsedOf(name: string, content: string | Uint8Array, specifiers: SpecifierTable): Parsed {
  const file = unitFileName(name);
  if (file === undefined) throw new Error(`${name} is no name of a unit`);
  const bytes = typeof content === 'string' ? encodeBytes(content) : content;
  const { loadState, effective } = readUnitRecord(bytes, file, { directives, systemd: release });
  if (loadState !== 'loaded') return { loadState, commands: {} };
  const section = `${file.type.slice(0, 1).toUpperCase()}${file.type.slice(1)}.`;
  const table = { ...specifiers, ...fileSpecifiers(file, undefined) };
  const expand = (word: string): string => {
    const expanded = expandSpecifiers(word, table);
    return expanded.ok ? expanded.text : word;
  };
  const commands = Object.entries(effective)
    .filter(([key, { commands: lines }]) => key.startsWith(section) && lines !== undefined)
    .map(([key, { commands: lines = [] }]): [string, string[][]] => [
      key.slice(section.length),
      lines.map(({ argv }) => argv.map(expand)),
    ]);
  return { loadState, commands: Object.fromEntries(commands.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
