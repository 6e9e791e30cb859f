/** What a package says of itself: the answer to one query of `rpm -qp`. The package may be anybody's. */
import { splitShellWords } from '../codec/shell/index.ts';

export interface PackageFile {
  /** Absolute, as the header has it: nothing says that it is a path of a host. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'special';
  /** Permission bits. */
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  /** Bytes. */
  readonly size: number;
  /** Of a symlink. */
  readonly target?: string;
  readonly config: boolean;
  /** An edited one stays. */
  readonly noreplace: boolean;
  /** Owned, and not in the payload. */
  readonly ghost: boolean;
}

export type ScriptletKind = 'pre' | 'post' | 'preun' | 'postun' | 'pretrans' | 'posttrans' | 'verify';

export interface Scriptlet {
  /** As in a spec file, without `%`: `post`, `triggerin`, `transfiletriggerpostun`. */
  readonly kind: string;
  /** The program with its words; `<lua>` is RPM's own. */
  readonly interpreter: readonly string[];
  readonly body: string;
  /** Of a trigger, what it waits for: packages, or paths. */
  readonly condition?: string;
}

export interface PackageHeader {
  readonly name: string;
  /** Undefined where there is none, which counts as 0. */
  readonly epoch?: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  /** Bytewise, as RPM keeps them. */
  readonly files: readonly PackageFile[];
  readonly scriptlets: readonly Scriptlet[];
}

const facts = { NAME: 'NAME', EPOCH: 'EPOCH', VERSION: 'VERSION', RELEASE: 'RELEASE', ARCH: 'ARCH' };
const ofFiles = [
  'FILENAMES',
  'FILEMODES',
  'FILEUSERNAME',
  'FILEGROUPNAME',
  'LONGFILESIZES',
  'FILELINKTOS',
  'FILEFLAGS',
];
const ofTriggers = ['TYPE', 'CONDS', 'SCRIPTS', 'SCRIPTPROG'];

/** Tags by the name of the scriptlet in a spec file, in the order in which they run. */
const scriptlets: Readonly<Record<ScriptletKind, readonly [body: string, program: string]>> = {
  pretrans: ['PRETRANS', 'PRETRANSPROG'],
  pre: ['PREIN', 'PREINPROG'],
  post: ['POSTIN', 'POSTINPROG'],
  preun: ['PREUN', 'PREUNPROG'],
  postun: ['POSTUN', 'POSTUNPROG'],
  posttrans: ['POSTTRANS', 'POSTTRANSPROG'],
  verify: ['VERIFYSCRIPT', 'VERIFYSCRIPTPROG'],
};
const triggers = { trigger: 'TRIGGER', filetrigger: 'FILETRIGGER', transfiletrigger: 'TRANSFILETRIGGER' };

/** rpm(8) `--queryformat`: each tag's words behind its name; texts as a shell would have them, numbers bare. */
export const packageQuery: string = [
  ...Object.values(facts).map((tag) => `${tag}: %{${tag}:shescape}`),
  `FILES: ${array(ofFiles)}`,
  ...Object.values(scriptlets).flatMap(([body, program]) => [
    `${body}: ${array([body])}`,
    `${program}: ${array([program])}`,
  ]),
  ...Object.values(triggers).map((prefix) => `${prefix}: ${array(ofTriggers.map((tag) => `${prefix}${tag}`))}`),
]
  .map((field) => `${field}\n`)
  .join('');

function array(tags: readonly string[]): string {
  return `[${tags.map((tag) => `%{${tag}:shescape} `).join('')}]`;
}

/** Undefined for what is no answer to `packageQuery`. */
export function readPackageQuery(answer: string): PackageHeader | undefined {
  const fields = fieldsOf(answer);
  const one = (tag: string) => fields.get(tag)?.[0];
  const [name, version, release] = [one('NAME'), one('VERSION'), one('RELEASE')];
  if (name === undefined || version === undefined || release === undefined) return undefined;
  const epoch = one('EPOCH');
  return {
    ...{ name, version, release, arch: one('ARCH') ?? 'noarch' },
    ...(epoch === undefined ? {} : { epoch }),
    files: groups(fields.get('FILES') ?? [], ofFiles.length).map(fileOf),
    scriptlets: [...ownScriptlets(fields), ...triggersOf(fields)],
  };
}

/** `TAG:`, a text in quotes, or a bare word: a number, or `(none)` for what is not there. */
const token = /(?:'[^']*'|\\')+|[^\s'\\]+/g;

function fieldsOf(answer: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let words: string[] = [];
  for (const [found] of answer.matchAll(token)) {
    const [, tag] = /^([A-Z]+):$/.exec(found) ?? [];
    if (tag !== undefined) {
      words = [];
      fields.set(tag, words);
    } else if (found.startsWith("'")) {
      const read = splitShellWords(found);
      words.push(read.ok ? (read.words[0] ?? '') : found);
    } else if (found !== '(none)') words.push(found);
  }
  return fields;
}

function groups(words: readonly string[], size: number): string[][] {
  const found: string[][] = [];
  for (let at = 0; at + size <= words.length; at += size) found.push(words.slice(at, at + size));
  return found;
}

/** inode(7) and rpmfiles.h. */
const types = new Map<number, PackageFile['type']>([
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'symlink'],
]);
const flag = { config: 1 << 0, noreplace: 1 << 4, ghost: 1 << 6 };

function fileOf([path = '', mode, owner = '', group = '', size, target = '', flags]: readonly string[]): PackageFile {
  const [bits, set] = [Number(mode), Number(flags)];
  const type = types.get(bits & 0o170000) ?? 'special';
  return {
    ...{ path, type, mode: bits & 0o7777, owner, group, size: Number(size) },
    ...(type === 'symlink' ? { target } : {}),
    config: (set & flag.config) !== 0,
    noreplace: (set & flag.noreplace) !== 0,
    ghost: (set & flag.ghost) !== 0,
  };
}

/** One of `-p PROGRAM` has no body; one of both would not be there. */
function ownScriptlets(fields: ReadonlyMap<string, readonly string[]>): Scriptlet[] {
  return Object.entries(scriptlets).flatMap(([kind, [body, program]]) => {
    const interpreter = fields.get(program) ?? [];
    const text = fields.get(body)?.[0];
    return text === undefined && interpreter.length === 0 ? [] : [{ kind, interpreter, body: text ?? '' }];
  });
}

function triggersOf(fields: ReadonlyMap<string, readonly string[]>): Scriptlet[] {
  return Object.entries(triggers).flatMap(([kind, tag]) =>
    groups(fields.get(tag) ?? [], ofTriggers.length).map(([type = '', condition = '', body = '', program = '']) => ({
      ...{ kind: `${kind}${type}`, interpreter: [program], body, condition },
    })),
  );
}
