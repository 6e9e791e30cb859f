/** The files of hosts as one text: a line above each says what it is, so that texts of two states can be compared. */
import { sha256 } from '../core/sha256.ts';
import type { Content } from '../review/model.ts';
import type { ShownFile } from '../review/shown-files.ts';
import { palette, type Style } from './style.ts';
import { visible } from './visible.ts';

/** `harmless`: for a terminal, what it would obey is shown by number. */
export function printShownFiles(files: readonly ShownFile[], options: { style: Style; harmless: boolean }): string {
  return files.map((file) => printFile(file, options)).join('\n');
}

function printFile({ host, path, entry, content }: ShownFile, options: { style: Style; harmless: boolean }): string {
  const { strong } = palette(options.style);
  const facts = [
    ...(entry.type === 'symlink' ? [`-> ${entry.target}`] : [entry.mode]),
    ...(entry.owner === undefined ? [] : [entry.owner]),
    ...(entry.type === 'directory' ? ['directory'] : []),
  ];
  const head = `${strong(visible(`==> ${host}:/${path}`))}  ${visible(facts.join('  '))}\n`;
  return content === undefined ? head : head + body(content, options.harmless);
}

function body(content: Content, harmless: boolean): string {
  if ('base64' in content) {
    const bytes = Uint8Array.from(atob(content.base64), (character) => character.charCodeAt(0));
    return `binary  ${bytes.length} bytes  sha256:${sha256(bytes)}\n`;
  }
  if (content.text === '') return '';
  const lines = content.text.replace(/\n$/, '').split('\n');
  const shown = lines.map((line) => `${harmless ? visible(line) : line}\n`).join('');
  return content.text.endsWith('\n') ? shown : `${shown}\\ No newline at end of file\n`;
}
