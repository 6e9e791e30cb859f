/** Lists of paths: config_parse_namespace_path_strv() and others of src/core/load-fragment.c. */
import { writtenPathComplaint } from './path.ts';
import { problem, type ValueCheck } from './value-problem.ts';
import { checkWords, unquoted, wordDropped } from './words.ts';

/** Each path may have `-`, then `+`, in front. */
export const checkNamespacePaths: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unquoted, (word) =>
    wordDropped(word, writtenPathComplaint(word.text.replace(/^-?\+?/, ''), 'absolute', systemd)),
  );

export const checkMountsFor: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unquoted, (word) => wordDropped(word, writtenPathComplaint(word.text, 'absolute', systemd)));

/** Behind a bad path the rest of the line is lost. */
export const checkPaths: ValueCheck = (value, _directive, { systemd }) => {
  const [first] = checkWords(value, 0, unquoted, (word) => {
    const what = writtenPathComplaint(word.text, 'absolute', systemd);
    return what === undefined ? undefined : problem('word-dropped', { start: word.start, end: value.length }, what);
  });
  return first === undefined ? [] : [first];
};
