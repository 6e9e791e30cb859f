/**
 * Filters by the kind of file: each turns a value into text of one syntax through that syntax's codec,
 * or refuses it. A kind has no filter of another kind, so a shell word cannot end up in a unit.
 */
import { isEnvName, quoteEnvValue } from '../codec/env-file/index.ts';
import { type Printed, printed, refused } from '../codec/printed.ts';
import {
  quoteSpecDependency,
  quoteSpecName,
  quoteSpecPath,
  quoteSpecText,
  quoteSpecUnit,
  quoteSpecVersion,
} from '../codec/rpm/index.ts';
import { quoteShellWord } from '../codec/shell/index.ts';
import { escapeTemplate } from '../codec/string-template/index.ts';
import {
  type DirectiveTable,
  isQuotingMode,
  lookupDirective,
  printValue,
  quoteEnvironmentAssignment,
  quoteExecPath,
  quoteExecWord,
  quoteListWord,
  quoteVariableWord,
} from '../codec/unit/index.ts';
import type { Leaf } from './view.ts';

/** `service-template`: a unit that the atomic command completes, in the syntax of Python's string.Template. */
export type TemplateKind = 'unit' | 'service-template' | 'env-file' | 'script' | 'rpm-spec';

export interface FilterContext {
  /** In a unit: the assignment that is being written, and the type of the unit. */
  readonly section: string;
  readonly key: string;
  readonly unitType: string;
  readonly directives: DirectiveTable;
}

export type Filter = (value: Leaf, context: FilterContext) => Printed;

const textual =
  (filter: (text: string, context: FilterContext) => Printed): Filter =>
  (value, context) =>
    typeof value === 'string' ? filter(value, context) : refused('is a list of words where one text is needed');

/** Comments are ours in every kind: one line, and no backslash that would join the next line to it. */
const comment = textual((text) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]/.test(text)) return refused('holds a control character');
  return text.endsWith('\\') ? refused('ends in a backslash') : printed(text);
});

const word: Filter = (value) => {
  if (typeof value === 'string') return quoteExecWord(value, { specifiers: 'escape' });
  if ('variable' in value && isEnvName(value.variable)) return printed(`$${value.variable}`);
  // The text in front is a component's own; it needs no quotes, so the value of the variable stays one word with it.
  if ('whole' in value && isEnvName(value.whole) && /^[A-Za-z0-9=_-]*$/.test(value.before)) {
    return printed(`${value.before}\${${value.whole}}`);
  }
  return refused('is a list of words where one word is needed');
};

function directiveOf({ directives, section, key, unitType }: FilterContext) {
  return lookupDirective(directives, section, key, unitType);
}

const value = textual((text, context) => {
  const directive = directiveOf(context);
  return directive === undefined
    ? refused(`stands at ${context.key}=, which no unit has`)
    : printValue(text, directive);
});

const path = textual((text, context) => (context.key.startsWith('Exec') ? quoteExecPath(text) : value(text, context)));

const listWord = textual((text, context) => {
  const directive = directiveOf(context);
  if (directive === undefined) return refused(`stands at ${context.key}=, which no unit has`);
  const mode = directive.quoting;
  return isQuotingMode(mode) ? quoteListWord(text, mode) : refused(`stands at ${context.key}=, which is no list`);
});

const environmentWord = textual((text) => {
  const equals = text.indexOf('=');
  return quoteEnvironmentAssignment(text.slice(0, equals), text.slice(equals + 1));
});

/** Words of one variable, so that systemd's splitting of `$NAME` gives exactly these. */
const splitWord: Filter = (input) =>
  typeof input === 'string' || !('length' in input) ? refused('is not a list of words') : splitWords(input);

function splitWords(words: readonly string[]): Printed {
  const texts: string[] = [];
  for (const one of words) {
    const quoted = quoteVariableWord(one);
    if (!quoted.ok) return quoted;
    texts.push(quoted.text);
  }
  return printed(texts.join(' '));
}

/** A variable of a unit: its name, then the words that systemd splits it into where `$NAME` stands. */
const environmentWords: Filter = (input) => {
  if (typeof input === 'string' || !('length' in input)) return refused('is not a list of words');
  const [variable = '', ...words] = input;
  const text = splitWords(words);
  return text.ok ? quoteEnvironmentAssignment(variable, text.text) : text;
};

/** `unit:` of a spec is systemd's own syntax: only what would not stay one assignment is refused. */
const raw = textual((text) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f]/.test(text)) return refused('holds a control character');
  if (text.endsWith('\\')) return refused('ends in a backslash, which would join the next line to it');
  return text.trim() === text ? printed(text) : refused('begins or ends with a blank, which systemd cuts off');
});

const name = textual((text) => (isEnvName(text) ? printed(text) : refused('is not a name of a variable')));

/** The last filter in a template for atomic: the text itself comes out of substitution, and names of atomic's are replaced. */
const py: Filter = (input) => {
  if (typeof input === 'string') return printed(escapeTemplate(input));
  if (!('placeholder' in input)) return refused('is a list of words where one text is needed');
  const { placeholder, prefix, suffix } = input;
  // What atomic puts in is not quoted any more, so what stands around it must not need it either.
  const plain = /^[A-Za-z0-9_./=-]*$/;
  if (!isEnvName(placeholder) || !plain.test(prefix) || !plain.test(suffix)) return refused('is not plain text');
  return printed(`${prefix}\${${placeholder}}${suffix}`);
};

const thenPy =
  (filter: Filter): Filter =>
  (input, context) => {
    if (typeof input === 'object' && 'placeholder' in input) return py(input, context);
    const inner = filter(input, context);
    return inner.ok ? py(inner.text, context) : inner;
  };

const unitFilters = {
  word,
  path,
  value,
  listword: listWord,
  envword: environmentWord,
  envwords: environmentWords,
  raw,
  comment,
};

export const filters: Readonly<Record<TemplateKind, Readonly<Record<string, Filter>>>> = {
  unit: unitFilters,
  // The same templates make units and these, so each of their filters ends in `py` here.
  'service-template': {
    ...Object.fromEntries(Object.entries(unitFilters).map(([name, filter]) => [name, thenPy(filter)])),
    py,
  },
  'env-file': { name, splitword: splitWord, env: textual(quoteEnvValue), comment },
  script: { sh: textual(quoteShellWord), comment },
  'rpm-spec': {
    text: textual(quoteSpecText),
    name: textual(quoteSpecName),
    version: textual(quoteSpecVersion),
    dependency: textual(quoteSpecDependency),
    file: textual(quoteSpecPath),
    unit: textual(quoteSpecUnit),
    // RPM expands macros in comments too.
    comment: textual((text, context) => {
      const line = comment(text, context);
      return line.ok ? printed(line.text.replaceAll('%', '%%')) : line;
    }),
  },
};
