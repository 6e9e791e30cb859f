/** Variables on command lines: replace_env_argv() of src/basic/env-util.c; systemd.service(5) "Command lines". */
import { isVariableName } from './quote-environment.ts';
import { splitVariable } from './split-words.ts';

export type Environment = Readonly<Record<string, string>>;

/**
 * What the program gets as arguments. A word that begins with `$` (but not `${` or `$$`) is replaced as a
 * whole by the split variable, and vanishes when that is unset or no name; elsewhere `${NAME}` is replaced
 * in place and `$$` is `$`.
 */
export function expandVariables(argv: readonly string[], environment: Environment): string[] {
  return argv.flatMap((word) => {
    if (!/^\$(?![{$])/.test(word)) return [replaceBraced(word, environment)];
    const value = lookUp(word.slice(1), environment);
    return value === undefined ? [] : splitVariable(value);
  });
}

function lookUp(name: string, environment: Environment): string | undefined {
  return isVariableName(name) && Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** `${NAME}` whose name holds a `:` is no variable but text (extended syntax is off here); so is one without `}`. */
function replaceBraced(word: string, environment: Environment): string {
  const parts: string[] = [];
  let run = 0;
  for (let at = word.indexOf('$'); at !== -1; at = word.indexOf('$', at)) {
    const next = word[at + 1];
    if (next === '$') {
      parts.push(word.slice(run, at + 1));
      at += 2;
      run = at;
    } else if (next === '{') {
      const stop = endOfName(word, at + 2);
      if (word[stop] === '}') {
        parts.push(word.slice(run, at), lookUp(word.slice(at + 2, stop), environment) ?? '');
        run = stop + 1;
      }
      at = stop + 1;
    } else at += 2;
  }
  parts.push(word.slice(run));
  return parts.join('');
}

function endOfName(word: string, from: number): number {
  let at = from;
  while (at < word.length && word[at] !== '}' && word[at] !== ':') at++;
  return at;
}
