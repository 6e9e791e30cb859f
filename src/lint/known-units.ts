/** Units that somebody else ships: data/known-units.json. */

export interface KnownUnits {
  /** Of systemd itself, for its two managers. */
  readonly system: ReadonlySet<string>;
  readonly user: ReadonlySet<string>;
  /** Of packages of distributions. */
  readonly packages: ReadonlySet<string>;
}

/** @throws TypeError when the table has another shape: it is ours, so that is a bug. */
export function readKnownUnits(json: unknown): KnownUnits {
  if (typeof json !== 'object' || json === null || !('system' in json) || !('user' in json) || !('packages' in json)) {
    throw new TypeError('the table of known units has no `system`, `user` or `packages`');
  }
  const { system, user, packages } = json;
  if (!Array.isArray(system) || !Array.isArray(user) || typeof packages !== 'object' || packages === null) {
    throw new TypeError('the table of known units has members of other types');
  }
  return {
    system: new Set(system.map(String)),
    user: new Set(user.map(String)),
    packages: new Set(Object.keys(packages)),
  };
}
