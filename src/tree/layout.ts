/** Where units, helpers, configuration and state go. Decided before rendering: unit texts name these paths. */
export interface Layout {
  readonly name: 'host';
  /** Directories are absolute paths on the host. */
  readonly units: string;
  readonly bin: string;
  readonly helpers: string;
  readonly tmpfiles: string;
  readonly sysusers: string;
  readonly modules: string;
  readonly sysctls: string;
  /** Bundles of system containers, as atomic lays them out. */
  readonly containers: string;
  readonly manifest: string;
  /** What is copied to its path below the root where nothing is. */
  readonly defaults: string;
}

/** Files for a host that is unpacked onto: /etc and /usr/local are writable there, /usr is not. */
export const hostLayout: Layout = {
  name: 'host',
  units: '/etc/systemd/system',
  bin: '/usr/local/bin',
  helpers: '/usr/local/libexec/unitc',
  tmpfiles: '/etc/tmpfiles.d',
  sysusers: '/etc/sysusers.d',
  modules: '/etc/modules-load.d',
  sysctls: '/etc/sysctl.d',
  containers: '/var/lib/containers/atomic',
  manifest: '/etc/unitc/manifest.json',
  defaults: '/etc/unitc/defaults',
};
