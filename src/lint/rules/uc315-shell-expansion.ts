import type { UnitRule } from '../rule.ts';
import { argumentsOf, commandLines } from './command-lines.ts';
import { valuePart } from './places.ts';
import { runsShell } from './shell.ts';

/** `${NAME:-default}`, `${NAME#…}` and the like: systemd knows `${NAME}` alone. */
const beyondName = /\$\{(?![A-Za-z_][A-Za-z0-9_]*\})[^}$]{0,80}\}/;

export const shellExpansion: UnitRule = (document, context) =>
  commandLines(document, context).flatMap(({ assignment, commands }) =>
    commands
      .filter((command) => !command.prefixes.keepVariables && !runsShell(command))
      .flatMap((command) =>
        argumentsOf(command).flatMap(({ text, start, end }) => {
          const [written] = beyondName.exec(text) ?? [];
          if (written === undefined || text[text.indexOf(written) - 1] === '$') return [];
          const message = `\`${written}\` is not replaced: systemd knows only \`\${NAME}\``;
          return [{ code: 'UC315' as const, message, range: valuePart(assignment, start, end) }];
        }),
      ),
  );
