/** Lints texts as a file, or as the tree of a host. */
import { encodeBytes } from '../../src/codec/unit/index.ts';
import { SourceText } from '../../src/core/source.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { type LintOptions, lint } from '../../src/lint/lint.ts';
import type { LintEntry } from '../../src/lint/root.ts';

const { data } = loadBundle();

type Options = Partial<Omit<LintOptions, 'data'>>;
/** A text, bytes, or `-> TARGET` for a symlink; `!` in front of a text makes the file executable. */
type Files = Readonly<Record<string, string | Uint8Array>>;

/** `CODE line:column`, of one file. */
export function linted(text: string | Uint8Array, name = 'a.service', options: Options = {}): string[] {
  return run({ [name]: text }, true, options).map((one) => one.replace(`${name} `, ''));
}

/** `PATH CODE line:column`. */
export function lintedTree(files: Files, options: Options = {}): string[] {
  return run(files, false, options);
}

/** With the messages. */
export function messagesOf(files: Files, options: Options = {}): string[] {
  const { diagnostics } = lint([{ prefix: '', entries: entriesOf(files) }], { data, ...options });
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

function run(files: Files, named: boolean, options: Options): string[] {
  const { diagnostics, sources } = lint([{ prefix: '', entries: entriesOf(files), named }], { data, ...options });
  const texts = new Map([...sources].map(([file, text]) => [file, new SourceText(text)]));
  return diagnostics.map(({ file = '', code, range }) => {
    const { line, column } = texts.get(file)?.position(range?.start ?? 0) ?? { line: 1, column: 1 };
    return `${file} ${code} ${line}:${column}`;
  });
}

function entriesOf(files: Files): Map<string, LintEntry> {
  return new Map(
    Object.entries(files).map(([path, content]): [string, LintEntry] => {
      if (typeof content !== 'string') return [path, { type: 'file', read: () => content }];
      if (content.startsWith('-> ')) return [path, { type: 'symlink', target: content.slice(3) }];
      const executable = content.startsWith('!');
      const bytes = encodeBytes(executable ? content.slice(1) : content);
      return [path, { type: 'file', mode: executable ? 0o755 : 0o644, read: () => bytes }];
    }),
  );
}
