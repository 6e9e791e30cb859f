import { vocabulary } from '../../compile.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { jsonSchemaText } from '../../spec/json-schema.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Session } from '../session.ts';

export function schema({ world }: Session): ExitCode {
  world.stdout.write(jsonSchemaText(vocabulary(loadBundle())));
  return exitCode.done;
}
