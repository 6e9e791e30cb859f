/** Names of file descriptors and credentials: fdname_is_valid() of src/basic/fd-util.c, credential_name_valid(). */
import { judge } from './specifier.ts';
import { complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const longest = 255;

/** Printable ASCII without `:`; may be empty. */
export function isFdName(text: string): boolean {
  return text.length <= longest && /^[ -9;-~]*$/.test(text);
}

/** A file name besides. */
export function isCredentialName(text: string): boolean {
  return isFdName(text) && text !== '' && !text.includes('/') && text !== '.' && text !== '..';
}

export const checkFdName: ValueCheck = (value, _directive, { systemd }) => {
  const what = judge(value, 'full', systemd, (text) =>
    isFdName(text)
      ? undefined
      : complaint(`${shown(text)} is not a name of a file descriptor`, 'use printable ASCII without `:`'),
  );
  return what === undefined ? [] : whole('ignored', value, what);
};
