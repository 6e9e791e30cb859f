import type { QuadletFileRule } from './rule.ts';

/** A continued line without a blank in front of its backslash: the two lines become one word. */
export const quadletGluedLine: QuadletFileRule = ({ document }) =>
  document.glued.map((range) => {
    return { code: 'UC379' as const, message: 'podman joins the next line to this one without a blank', range };
  });
