/** Controllers of control groups: config_parse_delegate() and config_parse_disable_controllers() of load-fragment.c. */
import { nearest } from '../../../core/nearest.ts';
import type { Word } from '../extract-word.ts';
import { isBoolean } from './boolean.ts';
import { dropped, ignored, shown, silent, type ValueCheck, type ValueProblem } from './value-problem.ts';
import { checkWords, unquoted } from './words.ts';

const names = new Set(
  (
    'cpu cpuacct cpuset io blkio memory devices pids bpf-firewall bpf-devices bpf-foreign bpf-socket-bind ' +
    'bpf-restrict-network-interfaces'
  ).split(' '),
);

function controllerProblem(word: Word): ValueProblem | undefined {
  if (names.has(word.text)) return undefined;
  const near = nearest(word.text, names);
  const help = near === undefined ? 'write names like `cpu`, `io`, `memory` or `pids`' : `write \`${near}\``;
  return dropped(word, `${shown(word.text)} is not a controller`, help);
}

export const checkDelegate: ValueCheck = (value) =>
  isBoolean(value) ? [] : checkWords(value, 0, unquoted, controllerProblem);

/** Unknown names are dropped in silence, unless no known one is left. */
export const checkDisabledControllers: ValueCheck = (value) => {
  let known = 0;
  const problems = checkWords(value, 0, {}, (word) => {
    const found = controllerProblem(word);
    if (found === undefined) known++;
    return found === undefined ? undefined : silent(found);
  });
  if (known > 0 && problems.every((found) => found.silent)) return problems;
  return ignored(value, `${shown(value)} names no controller`, 'write names like `cpu`, `io`, `memory` or `pids`');
};
