/** The files of one side as people may see them: in the order of their paths, without secrets. */
import { compareBytes } from '../core/order.ts';
import { Contents } from './contents.ts';
import type { Content, SideEntry } from './model.ts';
import { Redactor } from './redaction/redactor.ts';
import type { Side } from './side.ts';
import { syntaxOf } from './syntax.ts';

export interface ShownFile {
  readonly host: string;
  /** Relative to the host's root. */
  readonly path: string;
  readonly entry: SideEntry;
  /** Of a file. */
  readonly content?: Content;
}

/** Bytewise by host, then by path. */
export function shownFiles({ hosts }: Side, options: { readonly showSecrets: boolean }): ShownFile[] {
  const contents = new Contents(new Redactor(options.showSecrets));
  const entries = [...hosts].flatMap(([host, { snapshot, kinds }]) =>
    [...snapshot].map(([path, entry]) => {
      const syntax = syntaxOf(path, kinds?.get(path), entry.type === 'file' ? entry.content : undefined);
      return { host, path, entry: contents.entry(entry, syntax).shown };
    }),
  );
  const kept = contents.all();
  return entries
    .sort((a, b) => compareBytes(a.host, b.host) || compareBytes(a.path, b.path))
    .map((file) => {
      const content = file.entry.type === 'file' ? kept[file.entry.content] : undefined;
      return content === undefined ? file : { ...file, content };
    });
}
