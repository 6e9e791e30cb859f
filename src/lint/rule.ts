/** A lint rule looks at one unit and says what systemd would not do as written; each is one file in rules/. */
import type { DirectiveTable, UnitDocument } from '../codec/unit/index.ts';
import type { Finding } from './finding.ts';

export interface UnitRuleContext {
  /** `service`, `timer`, … */
  readonly unitType: string;
  readonly directives: DirectiveTable;
  /** Version of the host's systemd: `219`. */
  readonly systemd: string;
}

export type UnitRule = (document: UnitDocument, context: UnitRuleContext) => Finding[];
