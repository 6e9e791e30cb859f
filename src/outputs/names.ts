/** What outputs are called: known to the command line without what makes them, so that help is quick. */

export const outputNames = ['tar', 'tar.gz', 'tar.zst', 'ignition', 'butane', 'cloud-init'] as const;
export type OutputName = (typeof outputNames)[number];

/** Of extension images: directories, one a host. */
export const extensionKinds = ['sysext', 'confext'] as const;
export type ExtensionKind = (typeof extensionKinds)[number];
