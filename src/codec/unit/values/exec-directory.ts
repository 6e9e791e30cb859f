/** RuntimeDirectory= and its kin: config_parse_exec_directories() of load-fragment.c; systemd.exec(5). */
import { extractWord, type Word } from '../extract-word.ts';
import { writtenPathComplaint } from './path.ts';
import {
  type Complaint,
  complaint,
  dropped,
  problem,
  shown,
  type ValueCheck,
  type ValueProblem,
} from './value-problem.ts';
import { checkWords, retained, tuple, unreadable } from './words.ts';

/** `DIRECTORY` or `DIRECTORY:LINK`; behind a tuple that cannot be read the rest of the line is lost. */
export const checkExecDirectories: ValueCheck = (value, { name }, { systemd }) => {
  const problems = checkWords(value, 0, retained, (word) => directoryProblem(word, value.length, name, systemd));
  const broken = problems.findIndex((found) => found.end === value.length && found.message.startsWith('a backslash'));
  return broken === -1 ? problems : problems.slice(0, broken + 1);
};

function directoryProblem(word: Word, end: number, name: string, systemd: number): ValueProblem | undefined {
  const source = extractWord(word.text, 0, tuple);
  const link = source.type === 'word' ? extractWord(word.text, source.next, tuple) : undefined;
  if (source.type === 'error' || link?.type === 'error') {
    return problem('word-dropped', { start: word.start, end }, unreadable('escape'));
  }
  if (source.type === 'end') return dropped({ start: word.start, end }, `${shown(word.text)} names no directory`);
  const what = relative(source.word.text, systemd);
  if (what !== undefined) return dropped(word, what.message, what.help);
  if (/^(?:\.\/+|\/)*private(?:\/|$)/.test(source.word.text))
    return dropped(word, '`private` is reserved for DynamicUser=', 'write another name');
  if (link?.type !== 'word' || link.word.text === '') return undefined;
  if (name === 'ConfigurationDirectory')
    return dropped(word, 'ConfigurationDirectory= takes no link', 'remove the part behind `:`');
  const wrong = relative(link.word.text, systemd);
  return wrong === undefined ? undefined : dropped(word, wrong.message, wrong.help);
}

function relative(text: string, systemd: number): Complaint | undefined {
  return text === '' ? complaint('the path is empty') : writtenPathComplaint(text, 'relative', systemd);
}
