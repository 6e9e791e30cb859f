/** Prefixes of the program of a command line: systemd.service(5) "Command lines". */

export interface CommandPrefixes {
  /** `-` */
  readonly ignoreFailure: boolean;
  /** `@`: the next word is argv[0]. */
  readonly separateArgv0: boolean;
  /** `:` (since 244): variables are not expanded. */
  readonly keepVariables: boolean;
  /** `+`, `!` and `!!` exclude each other. */
  readonly privileges: '' | '+' | '!' | '!!';
}

/** Any order, each once; what cannot be a prefix any more belongs to the path. */
export function readPrefixes(word: string): { readonly prefixes: CommandPrefixes; readonly rest: string } {
  let ignoreFailure = false;
  let separateArgv0 = false;
  let keepVariables = false;
  let privileges: CommandPrefixes['privileges'] = '';
  let at = 0;
  for (; at < word.length; at++) {
    const character = word[at];
    if (character === '-' && !ignoreFailure) ignoreFailure = true;
    else if (character === '@' && !separateArgv0) separateArgv0 = true;
    else if (character === ':' && !keepVariables) keepVariables = true;
    else if (character === '+' && privileges === '') privileges = '+';
    else if (character === '!' && privileges === '') privileges = '!';
    else if (character === '!' && privileges === '!') privileges = '!!';
    else break;
  }
  return { prefixes: { ignoreFailure, separateArgv0, keepVariables, privileges }, rest: word.slice(at) };
}
