import type { z } from 'zod';
import type { SpecPath } from '../../core/spec-path.ts';

/** What zod found, one useful problem each, with the whole path from the root. */
export type Problem = { readonly path: SpecPath } & (
  | { readonly kind: 'type'; readonly expected: readonly string[] }
  | { readonly kind: 'value'; readonly values: readonly string[] }
  | { readonly kind: 'format'; readonly message: string; readonly pattern: string }
  | { readonly kind: 'range'; readonly of: string; readonly minimum?: number; readonly maximum?: number }
  | { readonly kind: 'unknown-keys'; readonly keys: readonly string[] }
  | { readonly kind: 'bad-key'; readonly message: string; readonly pattern: string }
);

/** Unions and records are unfolded: a union shows the option that was meant, else the types it accepts. */
export function unfold(issue: z.core.$ZodIssue, prefix: SpecPath = []): Problem[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  switch (issue.code) {
    case 'invalid_union':
      return unfoldUnion(issue, path);
    case 'invalid_type':
      return [{ path, kind: 'type', expected: [issue.expected] }];
    case 'invalid_value':
      return [{ path, kind: 'value', values: issue.values.map(String) }];
    case 'invalid_format':
      return [{ path, kind: 'format', message: issue.message, pattern: patternOf(issue) }];
    case 'too_small':
      return [{ path, kind: 'range', of: issue.origin, minimum: Number(issue.minimum) }];
    case 'too_big':
      return [{ path, kind: 'range', of: issue.origin, maximum: Number(issue.maximum) }];
    case 'unrecognized_keys':
      return [{ path, kind: 'unknown-keys', keys: issue.keys }];
    case 'invalid_key':
      return issue.issues.map((inner) => badKey(inner, path));
    default:
      return [{ path, kind: 'format', message: issue.message, pattern: '' }];
  }
}

function unfoldUnion(issue: z.core.$ZodIssueInvalidUnion, path: SpecPath): Problem[] {
  const options = issue.errors.map((errors) => errors.flatMap((error) => unfold(error, path)));
  const isOtherType = (problem: Problem): boolean => problem.kind === 'type' && problem.path.length === path.length;
  const meant = options.filter((problems) => problems.length > 0 && !problems.some(isOtherType));
  const best = meant.toSorted((a, b) => a.length - b.length)[0];
  if (best !== undefined) return best;
  const expected = options.flat().flatMap((problem) => (problem.kind === 'type' ? problem.expected : []));
  return [{ path, kind: 'type', expected: [...new Set(expected)] }];
}

function badKey(issue: z.core.$ZodIssue, path: SpecPath): Problem {
  const pattern = issue.code === 'invalid_format' ? patternOf(issue) : '';
  return { path, kind: 'bad-key', message: issue.message, pattern };
}

function patternOf(issue: z.core.$ZodIssueInvalidStringFormat): string {
  return 'pattern' in issue && typeof issue.pattern === 'string' ? issue.pattern : '';
}
