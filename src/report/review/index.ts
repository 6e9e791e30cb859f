/** What `unitc diff --format` may be: a new format is a file beside this one and a row here. */
import type { ReviewFormat } from './format.ts';
import { reviewGithub } from './github.ts';
import { reviewHtml } from './html.ts';
import { reviewJson } from './json.ts';
import { reviewMarkdown } from './markdown.ts';
import { reviewSarif } from './sarif.ts';
import { reviewSideBySide } from './side-by-side.ts';
import { reviewConcise, reviewText } from './text.ts';
import { reviewUnified } from './unified.ts';

export type { PageParts, ReviewFormat, ReviewOptions } from './format.ts';

export const reviewFormats: Readonly<Record<string, ReviewFormat>> = {
  text: reviewText,
  concise: reviewConcise,
  unified: reviewUnified,
  'side-by-side': reviewSideBySide,
  json: reviewJson,
  markdown: reviewMarkdown,
  sarif: reviewSarif,
  github: reviewGithub,
  html: reviewHtml,
};
