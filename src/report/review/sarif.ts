/** The risks of a review for code scanning; what differs is no result. */
import { createHash } from 'node:crypto';
import { compareBytes } from '../../core/order.ts';
import type { Review, Risk } from '../../review/model.ts';
import { artifact, sarifLog } from '../sarif.ts';
import type { ReviewFormat } from './format.ts';
import { saidHosts } from './host-names.ts';
import { type RiskPlace, riskPlaces } from './risk-places.ts';
import { placeOfRisk } from './words.ts';

export const reviewSarif: ReviewFormat = (review) => {
  const codes = [...new Set(review.risks.map(({ code }) => code))].sort(compareBytes);
  const version = review.generator.split(' ').at(1);
  const seen = new Map<string, number>();
  const results = review.risks.map((risk) => {
    const [place, ...others] = riskPlaces(risk, review);
    return {
      ruleId: risk.code,
      ruleIndex: codes.indexOf(risk.code),
      level: risk.severity,
      message: { text: riskMessage(risk) },
      locations: place === undefined ? [] : [location(place)],
      relatedLocations: others.map((other) => ({ ...location(other), message: { text: 'also because of this' } })),
      partialFingerprints: { 'unitc/v1': fingerprint(risk, review, seen) },
    };
  });
  return sarifLog(codes, results, version);
};

/** `…; help (3 hosts: master-1…3)`. */
export function riskMessage({ message, help, hosts }: Risk): string {
  const where = hosts.length === 0 ? '' : ` (${saidHosts(hosts)})`;
  return (help === '' ? message : `${message}; ${help}`) + where;
}

function location({ file, line }: RiskPlace): object {
  const region = line === undefined ? {} : { region: { startLine: line } };
  return { physicalLocation: { artifactLocation: artifact(file), ...region } };
}

/** The same while lines move: of the code and of what it is about. */
function fingerprint(risk: Risk, review: Review, seen: Map<string, number>): string {
  const key = JSON.stringify([risk.code, risk.unit, placeOfRisk(risk, review)]);
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return createHash('sha256').update(`${key}:${count}`).digest('hex').slice(0, 32);
}
