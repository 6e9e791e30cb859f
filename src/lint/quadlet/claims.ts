/** Names and ports that Quadlet files take on their host. */
import type { NameClaim, PortClaim } from '../across/claims.ts';
import type { InspectedFile } from '../inspected.ts';
import { publishedPort } from '../published-port.ts';
import { quadletUnits, quadletValues, serviceOf } from './unit.ts';

export function quadletClaims(files: readonly InspectedFile[]): {
  readonly names: readonly NameClaim[];
  readonly ports: readonly PortClaim[];
} {
  const units = quadletUnits(files).filter(({ name }) => !name.includes('@'));
  const names = units.flatMap((unit): NameClaim[] => {
    const key = { container: 'ContainerName', pod: 'PodName' }[unit.type];
    const written = key === undefined ? undefined : quadletValues(unit, key).at(-1);
    if (written === undefined || /[%$]/.test(written.value)) return [];
    const { value: name, valueRange: range, path } = written;
    return [{ unit: serviceOf(unit), path, range, engine: 'podman', name }];
  });
  const ports = units.flatMap((unit) =>
    quadletValues(unit, 'PublishPort').flatMap(({ value, valueRange: range, path }): PortClaim[] => {
      const port = publishedPort(value);
      return port === undefined ? [] : [{ unit: serviceOf(unit), path, range, port }];
    }),
  );
  return { names, ports };
}
