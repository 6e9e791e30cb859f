import { quadletValues } from '../unit.ts';
import type { QuadletUnitRule } from './rule.ts';

/** Names without a registry: podman takes the first of its configuration that has the image, or asks. */
export const quadletShortImage: QuadletUnitRule = (unit) => {
  const image = quadletValues(unit, 'Image').at(-1);
  if (image === undefined || !['container', 'image'].includes(unit.type) || /[%$]/.test(image.value)) return [];
  const { value, valueRange: range, path } = image;
  if (/\.(?:image|build)$/.test(value) || /^[0-9a-f]{12,64}$/.test(value) || /^[a-z-]+:\//.test(value)) return [];
  const [registry = ''] = value.split('/', 1);
  if (value.includes('/') && (/[.:]/.test(registry) || registry === 'localhost')) return [];
  return [{ code: 'UC384', message: 'the image has no registry in its name', range, path }];
};
