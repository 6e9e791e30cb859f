/** What a rule is given, and what it says. */
import type { Code } from '../../core/catalogue/index.ts';
import type { FileReview, HostReview } from '../model.ts';
import type { Side } from '../side.ts';
import type { WrittenFiles } from '../written-files.ts';
import type { Setting } from './setting.ts';

export interface Finding {
  readonly code: Code;
  /** In the style of diagnostics: present tense, no full stop, users' names in back-ticks. */
  readonly message: string;
}

/** Of a change, on some of its hosts. */
export interface FindingOn extends Finding {
  readonly hosts: readonly string[];
  readonly change: number;
}

/** Looks at what one element says before and after. */
export type SettingRule = (setting: Setting) => Finding | undefined;

export type FileRule = (change: FileReview) => Finding | undefined;

export interface RiskRequest {
  readonly before: Side;
  readonly after: Side;
  readonly changes: readonly FileReview[];
  readonly hosts: readonly HostReview[];
  readonly written: WrittenFiles;
}

/** Of hosts, and units there. */
export interface HostFinding extends Finding {
  readonly hosts: readonly string[];
  readonly unit?: string;
  readonly change?: number;
}

export type HostRule = (request: RiskRequest) => readonly HostFinding[];
