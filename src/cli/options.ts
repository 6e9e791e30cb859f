import type { ColorChoice } from '../edge/terminal.ts';

/** What every command takes. */
export interface GlobalOptions {
  readonly color: ColorChoice;
  readonly format: 'text' | 'concise' | 'json' | 'sarif' | 'github';
  readonly maxDiagnostics: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly exitZero?: boolean;
}
