/** Kinds of namespaces: namespace_flags_from_string() of src/shared/nsflags.c. */
import { isBoolean } from './boolean.ts';
import { enumerationComplaint } from './enumeration.ts';
import { type ValueCheck, type ValueProblem, whole } from './value-problem.ts';
import { checkWords, wordDropped } from './words.ts';

/** A boolean, or names of which one wrong spoils the line. */
export const checkNamespaces: ValueCheck = (value, directive, context) => {
  if (isBoolean(value)) return [];
  const [first]: readonly ValueProblem[] = checkWords(value, value.startsWith('~') ? 1 : 0, {}, (word) =>
    wordDropped(word, enumerationComplaint(word.text, directive, context)),
  );
  return first === undefined ? [] : whole('ignored', value, first);
};
