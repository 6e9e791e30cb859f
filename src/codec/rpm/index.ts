/** Spec files of RPM: one line each, with nothing left for RPM to expand. */
import { type Printed, printed, refused } from '../printed.ts';

/** Of Summary:, License: and other tags that take the rest of the line, and a line of a text. */
export function quoteSpecText(text: string): Printed {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]/.test(text)) return refused('holds a control character');
  if (text === '' || text.trim() !== text)
    return refused('is empty, or begins or ends with a blank, which RPM cuts off');
  if (/\p{Surrogate}/u.test(text)) return refused('is not a text that UTF-8 can hold');
  if (text.endsWith('\\')) return refused('ends in a backslash, which would join the next line to it');
  return printed(text.replaceAll('%', '%%'));
}

/** A file of %files: RPM reads patterns and quotes there, and has had other rules for a backslash in each version. */
export function quoteSpecPath(path: string): Printed {
  if (!/^\/[\w./@:,=+~-]+$/.test(path)) return refused('is a path with a character that RPM reads in another way');
  return printed(path);
}

/** A package, as in Name: and Requires:. */
export function quoteSpecName(name: string): Printed {
  return /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name) ? printed(name) : refused('is no name of a package');
}

/** Version: and Release:, which have no hyphen since it stands between them. */
export function quoteSpecVersion(version: string): Printed {
  return /^[A-Za-z0-9][A-Za-z0-9._+~^]*$/.test(version) ? printed(version) : refused('is no version of a package');
}

/** What a package requires, provides or conflicts with: a name or a file, and a version of it. */
export function quoteSpecDependency(text: string): Printed {
  const [what = '', relation, version, ...rest] = text.split(' ');
  const name = what.startsWith('/') ? quoteSpecPath(what) : quoteSpecName(what);
  if (!name.ok || relation === undefined) return name;
  if (!['=', '<', '>', '<=', '>='].includes(relation) || version === undefined || rest.length > 0) {
    return refused('is no dependency');
  }
  const [number = '', release, ...more] = version.split('-');
  for (const part of release === undefined ? [number] : [number, release, ...more]) {
    const quoted = quoteSpecVersion(part);
    if (!quoted.ok) return quoted;
  }
  return more.length > 0 ? refused('is no dependency') : printed(text);
}

/** A unit among the words of a macro, which end up in a shell. */
export function quoteSpecUnit(unit: string): Printed {
  return /^[A-Za-z0-9:_.@-]+$/.test(unit)
    ? printed(unit)
    : refused('is a unit whose name a shell would read in another way');
}
