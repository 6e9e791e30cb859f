import type { ColorChoice } from '../edge/terminal.ts';

/** What every command takes. */
export interface GlobalOptions {
  readonly color: ColorChoice;
  /** Of those that the command has: `formatsOf()`. */
  readonly format: string;
  readonly maxDiagnostics: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly exitZero?: boolean;
}

/** Of all commands but those that have their own. */
export const usualFormats = ['text', 'concise', 'json', 'sarif', 'github'];

/** What `--format` may be of a command. */
export async function formatsOf(command: string): Promise<readonly string[]> {
  if (command !== 'diff') return usualFormats;
  return Object.keys((await import('../report/review/index.ts')).reviewFormats);
}
