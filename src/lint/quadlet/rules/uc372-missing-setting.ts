import type { PlacedFinding } from '../../finding.ts';
import { type QuadletUnit, quadletValues } from '../unit.ts';
import type { QuadletUnitRule } from './rule.ts';

/** What a file of each type has to have: the `Convert…()` functions of pkg/systemd/quadlet. */
export const quadletMissingSetting: QuadletUnitRule = (unit) => {
  const has = (key: string) => quadletValues(unit, key).length > 0;
  switch (unit.type) {
    case 'container':
      if (has('Image') && has('Rootfs')) return missing(unit, 'has both `Image` and `Rootfs`');
      return has('Image') || has('Rootfs') ? [] : missing(unit, 'has neither `Image` nor `Rootfs`');
    case 'kube':
      return has('Yaml') ? [] : missing(unit, 'has no `Yaml`');
    case 'image':
      return has('Image') ? [] : missing(unit, 'has no `Image`');
    case 'artifact':
      return has('Artifact') ? [] : missing(unit, 'has no `Artifact`');
    case 'build':
      if (!has('ImageTag')) return missing(unit, 'has no `ImageTag`');
      return has('File') || has('SetWorkingDirectory')
        ? []
        : missing(unit, 'has neither `File` nor `SetWorkingDirectory`');
    case 'volume': {
      const driver = quadletValues(unit, 'Driver').at(-1)?.value;
      return driver === 'image' && !has('Image') ? missing(unit, 'has `Driver=image` and no `Image`') : [];
    }
    default:
      return [];
  }
};

function missing({ files: [{ file, document }], section }: QuadletUnit, what: string): PlacedFinding[] {
  if (document.problem !== undefined) return [];
  const header = document.sections.find(({ name }) => name === section);
  const range = header?.range ?? { start: 0, end: 0 };
  const message = header === undefined ? `the file has no section \`[${section}]\`` : `[${section}] ${what}`;
  return [{ code: 'UC372', message, range, path: file.path }];
}
