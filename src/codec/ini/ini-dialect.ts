/**
 * Who reads the file. "INI" is no format: readers differ in quotes, comments, lists and names, so each
 * dialect says what its readers would not read as it was meant.
 *
 * A refusal completes "the section …", "the key …" or "the value …".
 */
export type IniDialect = 'dnf' | 'gcfg';

export interface DialectRules {
  readonly section: (name: string) => string | undefined;
  readonly key: (name: string) => string | undefined;
  readonly value: (text: string) => string | undefined;
  /** Whether a key may be written several times and all values count. */
  readonly lists: boolean;
  /** What makes two names of sections one for a reader; keys are always compared without case. */
  readonly sectionIdentity: (name: string) => string;
}

const asciiKey = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * Files below /etc/yum.repos.d for dnf, yum and libdnf of rpm-ostree. dnf.conf(5): nothing is unquoted;
 * libdnf takes `A-Za-z0-9-_.:` in a repository's name; libdnf's old reader (GKeyFile) expands `\n`,
 * yum's (Python) cuts values at ` ;`. `$basearch` and `$releasever` are dnf's own and stay as written.
 */
const dnf: DialectRules = {
  section: (name) => {
    if (!/^[A-Za-z0-9_.:-]+$/.test(name)) return 'is not made of letters, digits and `-_.:` alone';
    if (name === 'main') return 'has the name of the settings of dnf itself';
    return name.toUpperCase() === 'DEFAULT' ? 'has the name whose keys yum takes for all sections' : undefined;
  },
  key: (name) => (asciiKey.test(name) ? undefined : 'is not made of letters, digits, `_` and `-` alone'),
  value: (text) => {
    if (text.includes('\\')) return 'holds a backslash, which some readers take for an escape';
    return /^["']|["']$/.test(text) ? 'begins or ends with a quote, which dnf keeps as a character' : undefined;
  },
  lists: false,
  sectionIdentity: (name) => name,
};

/**
 * Cloud configurations of Kubernetes, read with gopkg.in/gcfg.v1: `[name]` or `[name "subsection"]`; names
 * are letters, digits and `-` and have no case; values know double quotes and a few escapes.
 */
const gcfg: DialectRules = {
  section: (name) =>
    /^[A-Za-z][A-Za-z0-9-]*( "[^"\\\]\p{Cc}]*")?$/u.test(name)
      ? undefined
      : 'is neither a name nor a name with a second one in double quotes',
  key: (name) => (/^[A-Za-z][A-Za-z0-9-]*$/.test(name) ? undefined : 'is not made of letters, digits and `-` alone'),
  value: (text) => {
    if (text.includes('"')) return 'holds a double quote, which is taken away when it is read';
    return text.includes('\\') ? 'holds a backslash, which begins an escape' : undefined;
  },
  lists: true,
  // Of `[name "subsection"]` only the first part has no case.
  sectionIdentity: (name) => name.replace(/^[^ ]+/, (first) => first.toLowerCase()),
};

export const dialects: Readonly<Record<IniDialect, DialectRules>> = { dnf, gcfg };

/** What no reader of any dialect reads as it was meant. */
export function commonRefusal(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return 'holds a newline';
  if (/\p{Cc}/u.test(text)) return 'holds a control character';
  if (/\p{Surrogate}/u.test(text)) return 'holds half of a surrogate pair, which is no character';
  if (/[;#]/.test(text)) return 'holds `;` or `#`, which begins a comment for some readers';
  return text.trim() === text ? undefined : 'begins or ends with a blank, which readers cut off';
}
