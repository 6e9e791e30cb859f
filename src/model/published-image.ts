/**
 * The system-container images of etcd and flannel that Fedora published, and what of `atomic install --set`
 * reaches them (the history of projectatomic/atomic-system-containers):
 *
 *   2016-08  flannel takes ETCD_ENDPOINTS
 *   2016-09  flannel takes FLANNELD_ETCD_ENDPOINTS and FLANNELD_ETCD_PREFIX, etcd its name and URLs
 *   2017-06  both read the packages' files on the host, which win over what was set
 *
 * A reference tells the generation only from Fedora 27 on; any other image may be of any of the three.
 */

/** Overwritten by atomic, whatever is set (TEMPLATE_FORCED_VARIABLES). */
export const forcedVariables: ReadonlySet<string> = new Set([
  ...['DESTDIR', 'NAME', 'EXEC_START', 'EXEC_STOP', 'EXEC_STARTPRE', 'EXEC_STOPPOST'],
  ...['HOST_UID', 'HOST_GID', 'IMAGE_ID', 'IMAGE_NAME'],
]);

/** Where atomic's own directories are: the files and units of a host are written for the standard ones. */
export const directoryVariables: ReadonlySet<string> = new Set(['CONF_DIRECTORY', 'RUN_DIRECTORY']);

/** Known to atomic itself, with a default. */
const atomicVariables = [
  ...['RUN_DIRECTORY', 'STATE_DIRECTORY', 'CONF_DIRECTORY', 'PIDFILE', 'UUID', 'ALL_PROCESS_CAPABILITIES'],
  ...['RUNTIME', 'ATOMIC'],
];

/** What etcd's image passes on to etcd, without the `ETCD_` in front. */
const etcdNames = [
  ...['NAME', 'DATA_DIR', 'ADVERTISE_CLIENT_URLS', 'LISTEN_CLIENT_URLS', 'INITIAL_ADVERTISE_PEER_URLS'],
  ...['LISTEN_PEER_URLS', 'INITIAL_CLUSTER', 'INITIAL_CLUSTER_STATE', 'INITIAL_CLUSTER_TOKEN', 'WAL_DIR'],
  ...['SNAPSHOT_COUNT', 'HEARTBEAT_INTERVAL', 'ELECTION_TIMEOUT', 'MAX_SNAPSHOTS', 'MAX_WALS', 'CORS'],
  ...['DISCOVERY', 'DISCOVERY_SRV', 'DISCOVERY_FALLBACK', 'DISCOVERY_PROXY', 'PROXY', 'PROXY_FAILURE_WAIT'],
  ...['PROXY_REFRESH_INTERVAL', 'PROXY_DIAL_TIMEOUT', 'PROXY_WRITE_TIMEOUT', 'PROXY_READ_TIMEOUT', 'CERT_FILE'],
  ...['KEY_FILE', 'CLIENT_CERT_AUTH', 'TRUSTED_CA_FILE', 'PEER_CERT_FILE', 'PEER_KEY_FILE', 'PEER_CLIENT_CERT_AUTH'],
  ...['PEER_TRUSTED_CA_FILE', 'DEBUG', 'LOG_PACKAGE_LEVELS', 'STRICT_RECONFIG_CHECK', 'ENABLE_PPROF'],
];

/** The only variables of etcd's image before it read a file. */
export const etcdFirstVariables: readonly string[] = [
  ...['ETCD_NAME', 'ETCD_ADVERTISE_CLIENT_URLS', 'ETCD_LISTEN_CLIENT_URLS', 'ETCD_INITIAL_ADVERTISE_PEER_URLS'],
  ...['ETCD_LISTEN_PEER_URLS', 'ETCD_INITIAL_CLUSTER'],
];

/** Variables that the start script of etcd's image exports, so that etcd sees what its file says. */
export const etcdExported: ReadonlySet<string> = new Set(etcdNames.map((name) => `ETCD_${name}`));

/** JSON text that stands in the list of mounts of etcd's image, behind the others. */
export const additionalMounts = 'ADDTL_MOUNTS';

/** Of flannel's images, by generation. */
export const flannelEndpoints: readonly string[] = ['ETCD_ENDPOINTS', 'FLANNELD_ETCD_ENDPOINTS'];
export const flannelPrefix = 'FLANNELD_ETCD_PREFIX';
/** What docker's unit is bound to: flannel's image makes docker fail with it. */
export const flannelRequiredBy = 'REQUIRED_BY';

/** Whether an image surely reads the packages' files, so that setting what stands in them is of no use. */
export function readsFiles(reference: string): boolean {
  return /(^|\/)f2[78]\/(etcd|flannel)([:@]|$)/.test(reference);
}

/** What the templates of an image that is known have a use for; undefined where the image is not known. */
export function variablesOf(kind: string, reference: string): ReadonlySet<string> | undefined {
  if (!readsFiles(reference)) return undefined;
  const own = kind === 'etcd' ? [...etcdExported, additionalMounts] : ['AFTER', flannelRequiredBy];
  return new Set([...own, ...atomicVariables]);
}
