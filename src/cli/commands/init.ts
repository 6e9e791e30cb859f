import { exampleText } from '../../edge/examples.ts';
import { writeNewFile } from '../../edge/new-file.ts';
import { visible } from '../../report/visible.ts';
import { quoted } from '../build/quoted.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note, type Session } from '../session.ts';

export interface InitOptions {
  readonly example: string;
}

/** In the package the schema lies elsewhere; in a project it is what `unitc schema` wrote beside the spec. */
const schemaLine = /^# yaml-language-server: \$schema=.*$/m;

export function init(file: string, { example }: InitOptions, session: Session): ExitCode {
  const text = exampleText(example).replace(schemaLine, () => '# yaml-language-server: $schema=./unitc.schema.json');
  if (file === '-') {
    session.world.stdout.write(text);
    return exitCode.done;
  }
  writeNewFile(file, text);
  note(session, `✔ ${visible(file)}; for completion in editors: unitc schema > unitc.schema.json`);
  note(session, `next: unitc check ${quoted(file)}`);
  return exitCode.done;
}
