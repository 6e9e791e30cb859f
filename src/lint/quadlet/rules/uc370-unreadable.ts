import type { QuadletFileRule } from './rule.ts';

const words = {
  line: 'a line is neither a comment nor a header nor `KEY=VALUE`',
  header: 'a section header is none: it has to end in `]`, and the line with it',
  'outside-section': 'an assignment stands before any section',
};

export const quadletUnreadable: QuadletFileRule = ({ document: { problem } }) => {
  if (problem === undefined) return [];
  return [{ code: 'UC370', message: `${words[problem.kind]}: podman makes no unit of the file`, range: problem.range }];
};
