/** Where units, helpers, configuration and state go. Decided before rendering: unit texts name these paths. */
export interface Layout {
  readonly name: LayoutName;
  /** Directories are absolute paths on the host. */
  readonly units: string;
  readonly bin: string;
  /** Programs that a unit copies from an image while the host runs: no file of a tree. */
  readonly copiedBin: string;
  readonly helpers: string;
  readonly tmpfiles: string;
  readonly sysusers: string;
  readonly modules: string;
  readonly sysctls: string;
  /** Bundles of system containers, as atomic lays them out. */
  readonly containers: string;
  /** What describes them: config.json and info. Where it is not `containers`, links in the bundles lead here. */
  readonly descriptions: string;
  readonly manifest: string;
  /** What is copied to its path below the root where nothing is. */
  readonly defaults: string;
}

export const layoutNames = ['host', 'package'] as const;
export type LayoutName = (typeof layoutNames)[number];

/** Files for a host that is unpacked onto: /etc and /usr/local are writable there, /usr is not. */
export const hostLayout: Layout = {
  name: 'host',
  units: '/etc/systemd/system',
  bin: '/usr/local/bin',
  copiedBin: '/usr/local/bin',
  helpers: '/usr/local/libexec/unitc',
  tmpfiles: '/etc/tmpfiles.d',
  sysusers: '/etc/sysusers.d',
  modules: '/etc/modules-load.d',
  sysctls: '/etc/sysctl.d',
  containers: '/var/lib/containers/atomic',
  descriptions: '/var/lib/containers/atomic',
  manifest: '/etc/unitc/manifest.json',
  defaults: '/etc/unitc/defaults',
};

/** Files that a package or an image of the system brings: nothing in /usr/local or /var, in /etc configuration only. */
export const packageLayout: Layout = {
  name: 'package',
  units: '/usr/lib/systemd/system',
  bin: '/usr/bin',
  copiedBin: '/usr/local/bin',
  helpers: '/usr/libexec/unitc',
  tmpfiles: '/usr/lib/tmpfiles.d',
  sysusers: '/usr/lib/sysusers.d',
  modules: '/usr/lib/modules-load.d',
  sysctls: '/usr/lib/sysctl.d',
  containers: '/var/lib/containers/atomic',
  descriptions: '/usr/lib/unitc/containers',
  manifest: '/usr/lib/unitc/manifest.json',
  defaults: '/usr/lib/unitc/defaults',
};

export const layouts: Readonly<Record<LayoutName, Layout>> = { host: hostLayout, package: packageLayout };

/** Relative to a host's root, wherever a tree may have its manifest. */
export const manifestPaths: readonly string[] = layoutNames.map((name) => layouts[name].manifest.slice(1));
