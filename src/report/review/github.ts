/** The risks of a review as annotations of GitHub Actions. */
import { catalogue, isCode } from '../../core/catalogue/index.ts';
import { annotationLine } from '../github.ts';
import type { ReviewFormat } from './format.ts';
import { riskPlaces } from './risk-places.ts';
import { riskMessage } from './sarif.ts';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** In their order, the gravest first: a step shows ten of each kind. */
export const reviewGithub: ReviewFormat = (review) =>
  review.risks
    .map((risk) => {
      const { code, severity } = risk;
      const [place] = riskPlaces(risk, review);
      const title = isCode(code) ? `${code} ${catalogue[code].name}` : code;
      const properties: [string, string][] = [['title', title]];
      if (place !== undefined) properties.push(['file', place.file]);
      if (place?.line !== undefined) properties.push(['line', String(place.line)]);
      return annotationLine(commands[severity], properties, riskMessage(risk));
    })
    .join('');
