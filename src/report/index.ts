/** What `--format` may be: a new reporter is a file beside this one and a row here. */
import { reportConcise } from './concise.ts';
import { reportGithub } from './github.ts';
import { reportJson } from './json.ts';
import { reportSarif } from './sarif.ts';
import type { Reporter } from './style.ts';
import { reportText } from './text.ts';

export const reporters: Readonly<Record<string, Reporter>> = {
  text: reportText,
  concise: reportConcise,
  json: reportJson,
  sarif: reportSarif,
  github: reportGithub,
};
