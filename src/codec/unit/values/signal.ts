/** Signals: signal_from_string() of src/basic/signal-util.c; signal(7). */
import { nearest } from '../../../core/nearest.ts';
import { parseInteger } from './integer.ts';
import { type Complaint, complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const names = new Set(
  (
    'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN ' +
    'TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'
  ).split(' '),
);
/** Of the GNU C library: SIGRTMAX - SIGRTMIN. */
const realTime = 30n;
const highest = 64n;

export function isSignal(word: string): boolean {
  const number = parseInteger(word);
  if (number !== undefined) return number > 0n && number <= highest;
  const name = word.startsWith('SIG') ? word.slice(3) : word;
  if (names.has(name) || name === 'RTMIN' || name === 'RTMAX') return true;
  const offset = /^(?:RTMIN\+|RTMAX-)/.test(name) ? parseInteger(name.slice(5)) : undefined;
  if (offset === undefined) return false;
  return name.startsWith('RTMIN') ? offset >= 0n && offset <= realTime : offset <= 0n && offset >= -realTime;
}

export function signalComplaint(word: string): Complaint | undefined {
  if (isSignal(word)) return undefined;
  const upper = word.length > 20 ? word : word.toUpperCase();
  const near = isSignal(upper) ? upper : nearest(upper.replace(/^SIG/, ''), names);
  return complaint(
    `${shown(word)} is not a signal`,
    near === undefined ? 'write it like `SIGTERM`' : `write \`${near}\``,
  );
}

export const checkSignal: ValueCheck = (value) => {
  const what = signalComplaint(value);
  return what === undefined ? [] : whole('ignored', value, what);
};
