/** Words of a POSIX shell (XCU 2.2 "Quoting"). */
export { quoteShellWord } from './quote-shell-word.ts';
