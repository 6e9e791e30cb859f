/** Variables on the line of a command. */
import type { ReadCommand } from '../elements/command.ts';

const shells = /(?:^|\/)(?:ba|da|k|z|a)?sh$/;

/** Whether systemd puts it there, or a shell: what systemd leaves as it is, no other program expands. */
export function takesVariable({ command: { prefixes, words } }: ReadCommand, variable: string): boolean {
  const texts = words.map(({ text }) => text);
  if (texts.some((text) => shells.test(text))) {
    const named = new RegExp(`\\$\\{?${variable}(?![A-Za-z0-9_])`);
    return texts.some((text) => named.test(text));
  }
  if (prefixes.keepVariables) return false;
  return texts.some((text) => text === `$${variable}` || text.replaceAll('$$', '').includes(`\${${variable}}`));
}
