/** Credentials: config_parse_set_credential(), config_parse_load_credential() of load-fragment.c; systemd.exec(5). */
import { extractWord } from '../extract-word.ts';
import { isBase64 } from './base64.ts';
import { unescapeText } from './escaped-text.ts';
import { isCredentialName } from './fd-name.ts';
import { pathComplaint } from './path.ts';
import { judge } from './specifier.ts';
import { type Complaint, complaint, ignored, shown, type ValueCheck, whole } from './value-problem.ts';

const id = { separators: ':', keepEmpty: true };

/** `ID:DATA`: text with C escapes, or Base64 if it is encrypted. */
export const checkSetCredential: ValueCheck = (value, { name }, { systemd }) => {
  const first = extractWord(value, 0, id);
  if (first.type !== 'word' || first.next >= value.length) {
    return ignored(value, `${shown(value)} gives no data`, 'write `ID:DATA`');
  }
  const what = judge(first.word.text, 'full', systemd, nameComplaint) ?? dataComplaint(name, value.slice(first.next));
  return what === undefined ? [] : whole('ignored', value, what);
};

function dataComplaint(name: string, data: string): Complaint | undefined {
  if (name === 'SetCredentialEncrypted') {
    return isBase64(data)
      ? undefined
      : complaint('the encrypted data are not Base64', 'write what `systemd-creds encrypt -p` prints');
  }
  return unescapeText(data, true) === undefined
    ? complaint('a backslash begins no known escape', 'write `\\\\` for a backslash')
    : undefined;
}

/** `ID[:PATH]`: an absolute path, or the name of a credential of the manager. */
export const checkLoadCredential: ValueCheck = (value, _directive, { systemd }) => {
  const first = extractWord(value, 0, id);
  if (first.type !== 'word') return ignored(value, `${shown(value)} is not a credential`, 'write `ID:PATH`');
  const source = value.slice(first.next);
  const what =
    judge(first.word.text, 'full', systemd, nameComplaint) ??
    (source === '' ? undefined : judge(source, 'full', systemd, sourceComplaint));
  return what === undefined ? [] : whole('ignored', value, what);
};

function nameComplaint(text: string): Complaint | undefined {
  if (isCredentialName(text)) return undefined;
  return complaint(`${shown(text)} is not a name of a credential`, 'use printable ASCII without `:` and `/`');
}

/** The path is not simplified first. */
function sourceComplaint(text: string): Complaint | undefined {
  if (!text.startsWith('/')) return nameComplaint(text);
  if (/\/\/|\/\.(?:\/|$)/.test(text))
    return complaint(`${shown(text)} is not a normal path`, 'write it without `//` and `/./`');
  return pathComplaint(text, 'absolute');
}
