import { diagnostic } from '../../core/diagnostic.ts';
import { isPem } from '../../core/secrets/secret-values.ts';
import { subject } from '../issues/subject.ts';
import type { Place } from '../node.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { refusedCharacter } from './refused-text.ts';
import { everything } from './select.ts';

export const checkCharacters: Check = (root, report) => {
  const refuse = (what: string, text: string, place: Place): void => {
    const found = refusedCharacter(text);
    // A PEM block has newlines too; that it is a secret says more.
    if (found === undefined || isPem(text)) return;
    const message = `${what} holds ${characterName(found)}`;
    report(diagnostic('UC023', { message, ...(found === '\n' ? { help: newlineHelp } : {}), ...place }));
  };
  for (const { path, node, key } of everything({ path: [], node: root, key: root.place })) {
    const name = path.at(-1);
    if (typeof name === 'string') refuse(`the key ${tick(name)}`, name, key);
    if (node.kind === 'scalar' && typeof node.value === 'string') refuse(subject(path), node.value, node.place);
  }
};

const newlineHelp = 'write the text on one line; after `|` use `>-`, which joins lines with blanks';

const named: Readonly<Record<string, string>> = {
  '\n': 'a newline',
  '\r': 'a carriage return',
  '\0': 'a NUL',
};

function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code >= 0xd800 && code <= 0xdfff) return `half of a surrogate pair, ${number}`;
  if ((code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)) return `the noncharacter ${number}`;
  return named[character] ?? `the control character ${number}`;
}
