import { diagnostic } from '../../core/diagnostic.ts';
import type { Rule } from './rule.ts';

/** Nothing would be built, and what an earlier build wrote would be taken away. */
export const noHosts: Rule = ({ cluster }, report) => {
  if (cluster.hosts.length > 0) return;
  report(diagnostic('UC145', { message: '`hosts` names no host', specPath: ['hosts'] }));
};
