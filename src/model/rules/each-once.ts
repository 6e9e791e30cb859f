import type { Report } from '../../core/diagnostic.ts';

/** A setting that reaches several hosts is one mistake: one report for each code and place. */
export function eachOnce(report: Report): Report {
  const seen = new Set<string>();
  return (problem) => {
    const key = JSON.stringify([problem.code, problem.specPath]);
    if (!seen.has(key)) report(problem);
    seen.add(key);
  };
}
