/** A lint rule looks at one file and says what systemd would not do as written; each is one file in rules/. */
import type { DirectiveTable, UnitDocument } from '../codec/unit/index.ts';
import type { Finding } from './finding.ts';

export interface UnitRuleContext {
  /** `service`, `timer`, … */
  readonly unitType: string;
  readonly directives: DirectiveTable;
  /** Version of the host's systemd: `219`; undefined where nobody said, and no version is held against a unit. */
  readonly systemd?: string;
  /** Whether the file is a drop-in of a unit. */
  readonly dropIn: boolean;
}

export type UnitRule = (document: UnitDocument, context: UnitRuleContext) => Finding[];
