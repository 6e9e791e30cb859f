import { type Code, catalogue, isCode } from '../../core/catalogue/index.ts';
import { nearest } from '../../core/nearest.ts';
import { sortedKeys } from '../../core/order.ts';
import { Failure } from '../../edge/failure.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { explain as explained } from '../../report/explain.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Session } from '../session.ts';

export interface ExplainOptions {
  readonly all?: boolean;
}

/** `asked` is a code or its name, in any case. */
export function explain(asked: string | undefined, options: ExplainOptions, session: Session): ExitCode {
  const { world } = session;
  if (options.all === true && asked !== undefined)
    throw new Failure('both a code and --all are given', 'give one of them');
  const codes = options.all === true ? sortedKeys(catalogue).filter(isCode) : [find(asked)];
  if (session.options.format === 'json') {
    const entries = codes.map((code) => ({ code, ...catalogue[code] }));
    world.stdout.write(`${JSON.stringify({ version: 1, codes: entries }, null, 2)}\n`);
  } else if (session.options.format === 'concise') {
    for (const code of codes) world.stdout.write(`${code} ${catalogue[code].severity} ${catalogue[code].title}\n`);
  } else {
    const color = wantsColor(session.options.color, world.env, world.stdout.isTTY);
    world.stdout.write(codes.map((code) => explained(code, { color })).join('\n\n'));
  }
  return exitCode.done;
}

function find(asked: string | undefined): Code {
  if (asked === undefined) throw new Failure('no code is named', 'name one such as UC010, or give --all');
  const codes = sortedKeys(catalogue).filter(isCode);
  const code = codes.find((each) => each === asked.toUpperCase() || catalogue[each].name === asked.toLowerCase());
  if (code !== undefined) return code;
  const close =
    nearest(asked.toUpperCase(), codes) ??
    nearest(
      asked,
      codes.map((each) => catalogue[each].name),
    );
  const help = close === undefined ? 'see `unitc explain --all --format concise`' : `did you mean ${close}?`;
  throw new Failure(`there is no code \`${asked}\``, help);
}
