import type { UnitRule } from '../rule.ts';
import { argumentsOf, commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';

/** A word that begins with `$`: all of it has to be the name of a variable, or the argument is dropped. */
const beginsLikeVariable = /^\$(?![{$])/;
const variable = /^\$[A-Za-z_][A-Za-z0-9_]*$/;

export const vanishingArgument: UnitRule = (document, context) =>
  commandLines(document, context).flatMap(({ assignment, commands }) =>
    commands
      .filter(({ prefixes }) => !prefixes.keepVariables)
      .flatMap((command) =>
        argumentsOf(command).flatMap(({ text, start, end }) => {
          if (!beginsLikeVariable.test(text) || variable.test(text)) return [];
          const [, name] = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(text) ?? [];
          const message = 'an argument vanishes: it begins with `$` and is not the name of a variable';
          const help =
            name === undefined ? 'write `$$` for a `$`' : `write \`\${${name}}\`, which is replaced in place`;
          return [{ code: 'UC314' as const, message, help, range: valuePart(assignment, start, end) }];
        }),
      ),
  );
