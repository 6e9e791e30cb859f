/** BindPaths= and TemporaryFileSystem=: config_parse_bind_paths(), …_temporary_filesystems() of load-fragment.c. */
import { type ExtractFlags, extractWord } from '../extract-word.ts';
import { writtenPathComplaint } from './path.ts';
import { complaint, dropped, problem, shown, type ValueCheck, type ValueProblem } from './value-problem.ts';
import { checkWords, mostProblems, unquoted, unreadable, wordDropped } from './words.ts';

const parts: ExtractFlags = { separators: ': \t\n\r', unquote: true, keepEmpty: true };

/** `SOURCE[:DESTINATION[:rbind|norbind]]`, `-` in front of the source: it may be missing. */
export const checkBindPaths: ValueCheck = (value, _directive, { systemd }) => {
  const problems: ValueProblem[] = [];
  let at = 0;
  const colonBefore = (): boolean => at <= value.length && value[at - 1] === ':';
  for (;;) {
    const source = extractWord(value, at, parts);
    if (source.type === 'end' || problems.length >= mostProblems) return problems;
    if (source.type === 'error') return [...problems, rest(source.start, value, source.kind)];
    at = source.next;
    const path = source.word.text.replace(/^-/, '');
    const wrong = wordDropped(source.word, writtenPathComplaint(path, 'absolute', systemd));
    if (wrong !== undefined) problems.push(wrong);
    if (wrong !== undefined || !colonBefore()) continue;
    const destination = extractWord(value, at, parts);
    if (destination.type === 'error') return [...problems, rest(destination.start, value, destination.kind)];
    if (destination.type === 'end') return problems;
    at = destination.next;
    const bad = wordDropped(destination.word, writtenPathComplaint(destination.word.text, 'absolute', systemd));
    if (bad !== undefined) problems.push(bad);
    if (bad !== undefined || !colonBefore()) continue;
    const options = extractWord(value, at, unquoted);
    if (options.type === 'error') return [...problems, rest(options.start, value, options.kind)];
    at = options.type === 'word' ? options.next : value.length + 1;
    if (options.type === 'word' && options.next >= value.length) at = value.length + 1;
    if (options.type === 'word' && !['', 'rbind', 'norbind'].includes(options.word.text)) {
      problems.push(
        dropped(
          options.word,
          `${shown(options.word.text)} is not an option of a bind mount`,
          'write `rbind` or `norbind`',
        ),
      );
    }
  }
};

function rest(start: number, value: string, kind: 'escape' | 'quote'): ValueProblem {
  return problem('word-dropped', { start, end: value.length }, unreadable(kind));
}

/** `PATH[:OPTIONS]`; the options are left to the kernel. */
export const checkTemporaryFileSystems: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unquoted, (word) => {
    const path = extractWord(word.text, 0, { separators: ':', keepEmpty: true });
    if (path.type !== 'word') return dropped(word, complaint('a backslash stands at the end').message);
    return wordDropped(word, writtenPathComplaint(path.word.text, 'absolute', systemd));
  });
