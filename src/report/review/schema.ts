/** The JSON Schema of what `unitc diff --format json` prints: `unitc.diff.schema.json`. */
import type {
  AlikeElement,
  Cause,
  Content,
  ElementReview,
  FileReview,
  HostReview,
  Review,
  Risk,
  SideEntry,
  SideName,
  UnitReview,
} from '../../review/model.ts';
import {
  described,
  either,
  just,
  list,
  matching,
  object,
  partly,
  record,
  type Schema,
  text,
  truth,
  whole,
  word,
} from './typed-schema.ts';

const definitions: Record<string, unknown> = {};

/** The schema itself stands once, under `definitions`. */
function defined<T>(name: string, schema: Schema<T>, say: string): Schema<T> {
  definitions[name] = described(schema, say).json;
  return { json: { $ref: `#/definitions/${name}` } };
}

const id = described(whole(0), 'The index of the change in `changes`.');
const index = whole(0);
const hosts = described(list(text), 'Names of hosts, bytewise.');
const hash = matching('^[0-9a-f]{64}$');
const mode = matching('^[0-7]{4}$');

const side: Schema<SideName> = defined(
  'side',
  object({ kind: word('spec', 'directory', 'archive', 'rpm', 'root', 'git'), name: text, generator: text }),
  'One of the two states that are compared, as it was named.',
);

const unit: Schema<UnitReview> = defined(
  'unit',
  partly(
    { unit: text, action: word('stop', 'start', 'restart', 'reload', 'reenable', 'daemon-reload'), changes: list(id) },
    { because: object({ unit: text, by: text }) },
  ),
  'What happens to a unit when the change is applied, and the changes or the unit that are the cause.',
);

const host: Schema<HostReview> = defined(
  'host',
  object({ name: text, kind: word('same', 'changed', 'added', 'removed'), daemonReload: truth, units: list(unit) }),
  'A host of either side.',
);

const owner = described(text, '`user:group`.');
const entry: Schema<SideEntry> = defined(
  'entry',
  either<[SideEntry & { type: 'file' }, SideEntry & { type: 'directory' }, SideEntry & { type: 'symlink' }]>(
    partly({ type: just('file'), mode, content: described(hash, 'A key of `contents`.') }, { owner }),
    partly({ type: just('directory'), mode }, { owner }),
    partly({ type: just('symlink'), target: text }, { owner }),
  ),
  'What is at a path on one side.',
);

const cause: Schema<Cause> = defined(
  'cause',
  either<
    [Cause & { kind: 'spec' }, Cause & { kind: 'default' }, Cause & { kind: 'derived' }, Cause & { kind: 'generator' }]
  >(
    partly(
      { kind: just('spec'), side: word('before', 'after'), path: text, file: text },
      { line: described(whole(1), 'From 1.'), text },
    ),
    object({ kind: just('default'), by: text }),
    object({ kind: just('derived'), rule: text }),
    object({ kind: just('generator'), before: text, after: text }),
  ),
  'Why something changed: a place of a spec, a default, a rule, or another version of unitc.',
);

const lines = described(list(whole(1)), 'From 1.');
const element: Schema<ElementReview> = defined(
  'element',
  partly(
    {
      kind: word('key', 'element', 'word', 'flag', 'variable', 'member', 'item', 'line'),
      at: described(list(text), 'From the outside in: a section, a key, a flag.'),
      change: word('added', 'removed', 'changed', 'moved'),
      lines: partly({}, { before: lines, after: lines }),
      causes: list(cause),
    },
    { before: text, after: text, files: partly({}, { before: text, after: text }) },
  ),
  'One difference in what a file means.',
);

const change: Schema<FileReview> = defined(
  'change',
  partly(
    {
      id,
      hosts,
      path: described(text, 'Relative to the root of the host.'),
      kind: word('added', 'removed', 'changed', 'mode', 'owner', 'renamed'),
      syntax: word('unit', 'env-file', 'json', 'tmpfiles', 'script', 'text', 'binary'),
      elements: list(element),
      causes: list(cause),
    },
    { from: text, before: entry, after: entry, redacted: just(true) },
  ),
  'A file that differs, once for all hosts that have exactly this difference.',
);

const alike: Schema<AlikeElement> = defined(
  'alike',
  object({ path: text, hosts, members: list(object({ change: id, element: index })) }),
  'An element that several changes of one path have, in files that differ elsewhere.',
);

const risk: Schema<Risk> = defined(
  'risk',
  partly(
    { code: text, severity: word('error', 'warning', 'note'), hosts, message: text, help: text },
    { change: id, element: index, unit: text },
  ),
  'What to mind before the change is applied.',
);

const content: Schema<Content> = defined(
  'content',
  either<[{ readonly text: string }, { readonly base64: string }]>(object({ text }), object({ base64: text })),
  'Text, or bytes that are none.',
);

const review: Schema<Review> = object({
  version: just(1),
  generator: text,
  before: side,
  after: side,
  hosts: list(host),
  changes: list(change),
  risks: list(risk),
  alike: list(alike),
  contents: record(hash, content),
});

/** As it is written to `unitc.diff.schema.json`. */
export function reviewSchemaText(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'unitc diff',
    description: 'Two states of a cluster: what differs in meaning, on which hosts, what restarts, what to mind.',
    ...review.json,
    definitions,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
