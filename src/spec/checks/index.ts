import type { Report } from '../../core/diagnostic.ts';
import type { MapNode } from '../node.ts';
import { checkCharacters } from './characters.ts';
import type { Check } from './check.ts';
import { checkEnvironmentNames } from './environment-names.ts';
import { checkFlagNames } from './flag-names.ts';
import { checkHostAddresses } from './host-addresses.ts';
import { checkImages } from './images.ts';
import { checkMirror } from './mirror.ts';
import { checkNumberSpelling } from './number-spelling.ts';
import { checkPaths } from './paths.ts';
import { checkSecrets } from './secrets.ts';
import { checkServiceCidr } from './service-cidr.ts';
import { checkUnitNames, checkUnitValues } from './unit.ts';

/** Every check of one spec; the order does not matter, diagnostics are sorted by place. */
const checks: readonly Check[] = [
  checkCharacters,
  checkEnvironmentNames,
  checkFlagNames,
  checkHostAddresses,
  checkImages,
  checkMirror,
  checkNumberSpelling,
  checkPaths,
  checkSecrets,
  checkServiceCidr,
  checkUnitNames,
  checkUnitValues,
];

export function runChecks(root: MapNode, report: Report): void {
  for (const check of checks) check(root, report);
}
