/** Two states of a cluster → what differs in meaning: the passes put together. */
import { textOfEntry } from '../diff/text-of.ts';
import { changeKind } from '../diff/tree-diff.ts';
import { alikeElements } from './alike.ts';
import { type CausesOf, causesBetween } from './causes.ts';
import { consequences } from './consequences.ts';
import { Contents } from './contents.ts';
import type { Element } from './elements/element.ts';
import { elementsOf } from './elements/elements-of.ts';
import { type FoldedChange, foldedChanges } from './folded-changes.ts';
import type { Cause, FileReview, Review, Syntax } from './model.ts';
import type { ReviewOptions, Tables } from './options.ts';
import { Redactor } from './redaction/redactor.ts';
import { risksOf } from './risks.ts';
import type { Side } from './side.ts';
import { syntaxOf } from './syntax.ts';
import { WrittenFiles } from './written-files.ts';

export function review(before: Side, after: Side, options: ReviewOptions): Review {
  const redactor = new Redactor(options.showSecrets === true);
  const contents = new Contents(redactor);
  const causesOf = causesBetween(before, after);
  const folded = foldedChanges(before, after, options);
  const changes = folded.map((change, id) =>
    fileReview(change, id, { before, after, contents, redactor, causesOf, tables: options }),
  );
  const hosts = consequences(before, after, changes, options);
  const written = new WrittenFiles(folded, before, { redactor, tables: options });
  return {
    version: 1,
    generator: options.generator,
    before: before.name,
    after: after.name,
    hosts,
    changes,
    risks: risksOf({ before, after, changes, hosts, written }),
    alike: alikeElements(changes),
    contents: contents.all(),
  };
}

interface Context {
  readonly before: Side;
  readonly after: Side;
  readonly contents: Contents;
  readonly redactor: Redactor;
  readonly causesOf: CausesOf;
  readonly tables: Tables;
}

function fileReview(change: FoldedChange, id: number, context: Context): FileReview {
  const { before, after, contents, redactor, causesOf } = context;
  const { path, from, hosts } = change;
  const syntax = syntaxBetween(change, before, after);
  const old = change.before && contents.entry(change.before, syntax);
  const now = change.after && contents.entry(change.after, syntax);
  const found = elementsOf(change, syntax, context.tables);
  const elements = redactor.elements(found, textOfEntry(change.before), textOfEntry(change.after), syntax);
  const causes = (element?: Element): Cause[] => causesOf(change, element).map((cause) => shownCause(cause, redactor));
  return {
    id,
    hosts,
    path,
    ...(from !== undefined && { from }),
    kind: from === undefined ? (changeKind(change) ?? 'changed') : 'renamed',
    syntax,
    ...(old && { before: old.shown }),
    ...(now && { after: now.shown }),
    elements: elements.shown.map((element, index) => ({ ...element, causes: causes(found[index]) })),
    causes: found.length > 0 && isContentAlone(change) ? [] : causes(),
    ...([old, now, elements].some((one) => one?.hidden === true) && { redacted: true }),
  };
}

/** The line of the spec is shown with it. */
function shownCause(cause: Cause, redactor: Redactor): Cause {
  return cause.kind === 'spec' && cause.text !== undefined
    ? { ...cause, text: redactor.text(cause.text).shown }
    : cause;
}

/** Modes and owners are what they were. */
function isContentAlone({ before, after }: FoldedChange): boolean {
  if (before?.type !== 'file' || after?.type !== 'file') return false;
  return changeKind({ path: '', before, after: { ...after, content: before.content } }) === undefined;
}

/** As the newer version has it, where there is one. */
function syntaxBetween({ path, from, hosts: [host = ''], ...change }: FoldedChange, before: Side, after: Side): Syntax {
  const entry = change.after ?? change.before;
  const kind = after.hosts.get(host)?.kinds?.get(path) ?? before.hosts.get(host)?.kinds?.get(from ?? path);
  return syntaxOf(path, kind, entry?.type === 'file' ? entry.content : undefined);
}
