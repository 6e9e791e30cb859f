import type { Report } from '../../core/diagnostic.ts';
import type { MapNode } from '../node.ts';
import type { Check } from './check.ts';

const checks: readonly Check[] = [];

export function runChecks(root: MapNode, report: Report): void {
  for (const check of checks) check(root, report);
}
