/** StandardInput=, StandardOutput= and StandardError=: config_parse_exec_input(), …_output() of load-fragment.c. */
import { checkEnumeration } from './enumeration.ts';
import { isFdName } from './fd-name.ts';
import { writtenPathComplaint } from './path.ts';
import { judge } from './specifier.ts';
import { complaint, shown, type ValueCheck, whole } from './value-problem.ts';

const obsolete: Readonly<Record<string, string>> = { syslog: 'journal', 'syslog+console': 'journal+console' };

/** A word, `fd:NAME`, or a path behind `file:`; for output also behind `append:` and `truncate:`. */
function checkStream(prefixes: RegExp): ValueCheck {
  return (value, directive, context) => {
    const prefix = prefixes.exec(value)?.[0];
    // The names of the forms are in the tables too: exec_input_table, exec_output_table.
    if (prefix === undefined) return prefixes.test(`${value}:`) ? [] : checkEnumeration(value, directive, context);
    const rest = value.slice(prefix.length);
    const what =
      prefix === 'fd:'
        ? judge(rest, 'full', context.systemd, (text) =>
            isFdName(text) ? undefined : complaint(`${shown(text)} is not a name of a file descriptor`),
          )
        : writtenPathComplaint(rest, 'absolute', context.systemd);
    return what === undefined ? [] : whole('ignored', value, what);
  };
}

const checkOutput = checkStream(/^(?:fd|file|append|truncate):/);

export const checkStandardInput = checkStream(/^(?:fd|file):/);

export const checkStandardOutput: ValueCheck = (value, directive, context) => {
  const better = Object.hasOwn(obsolete, value) ? obsolete[value] : undefined;
  if (better === undefined) return checkOutput(value, directive, context);
  return whole(
    'kept',
    value,
    complaint(`\`${value}\` is obsolete and means \`${better}\``, `write \`${better}\`, or remove the line`),
  );
};
