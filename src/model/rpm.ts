/** `rpm` of a spec: what packages of the hosts say of themselves. */
import { compareBytes } from '../core/order.ts';
import type { Spec } from '../spec/schema.ts';

export interface RpmChange {
  /** `2026-01-31`. */
  readonly date: string;
  /** `Jane Doe <jane@example.org>`. */
  readonly by: string;
  /** `1.0-1`. */
  readonly version: string;
  readonly changes: readonly string[];
}

export interface RpmSettings {
  readonly version: string;
  readonly release: string;
  readonly license: string;
  /** Newest first, as RPM demands. */
  readonly changelog: readonly RpmChange[];
}

export function resolveRpm({ rpm = {} }: Spec): RpmSettings {
  const { version = '1', release = '1', license = 'Apache-2.0', changelog = [] } = rpm;
  const own = `${version}-${release}`;
  return {
    ...{ version, release, license },
    changelog: changelog
      .map(({ date, by, version: of = own, changes }) => ({ date, by, version: of, changes }))
      .sort((a, b) => compareBytes(b.date, a.date)),
  };
}
