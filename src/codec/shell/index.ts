/** Words of a POSIX shell (XCU 2.2 "Quoting"). */
export { quoteShellWord } from './quote-shell-word.ts';
export { type ShellWords, splitShellWords } from './split-shell-words.ts';
