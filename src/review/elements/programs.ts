/** How programs read their words. */

/**
 * `flags`: flags alone, whose order among others means nothing; `--x y` is `--x=y`, and `--x` alone `--x=true`.
 * `docker`: options up to the image of `run`, then the words of a program. `unknown`: the order may mean something.
 */
export type Reading = 'flags' | 'docker' | 'unknown';

export interface Program {
  readonly reading: Reading;
  /** Of its flags: the name that means the same. */
  readonly flagName: (name: string) => string;
}

/** Go's own package for flags takes one dash for two. */
const goFlag: Program = { reading: 'flags', flagName: (name) => `--${name.replace(/^--?/, '')}` };
/** Kubernetes takes `_` for `-`, and `-v`. */
const kubernetes: Program = {
  reading: 'flags',
  flagName: (name) => (name === '-v' ? '--v' : name.replaceAll('_', '-')),
};
const plainFlags: Program = { reading: 'flags', flagName: (name) => name };
export const unknownProgram: Program = { reading: 'unknown', flagName: (name) => name };
const docker: Program = { reading: 'docker', flagName: dockerName };

const programs: readonly (readonly [RegExp, Program])[] = [
  [/^(?:kube-(?:apiserver|controller-manager|scheduler|proxy)|kubelet)$/, kubernetes],
  [/^(?:etcd|flanneld|flannel)$/, goFlag],
  [/^dockerd(?:-current|-latest)?$/, plainFlags],
  [/^(?:docker|podman)$/, docker],
];

/** By a path, a name or an image: `/usr/bin/etcd`, `k8s.gcr.io/kube-proxy:v1.5.2`. */
export function programOf(name: string): Program {
  const base = name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/[:@].*$/, '')
    .replace(/-(?:amd64|arm64|arm|ppc64le|s390x)$/, '');
  return programs.find(([pattern]) => pattern.test(base))?.[1] ?? unknownProgram;
}

/** By the variable that the units of packages hand to a program: `KUBE_API_ARGS`, `FLANNEL_OPTIONS`. */
export function programOfVariable(name: string): Program {
  if (/^KUBE(?:LET)?_/.test(name)) return kubernetes;
  if (/^FLANNELD?_/.test(name)) return goFlag;
  return /^DOCKER_(?:NETWORK_|STORAGE_)?OPT(?:S|IONS)$/.test(name) ? plainFlags : unknownProgram;
}

const shortNames: Readonly<Record<string, string>> = {
  ...{ '-a': '--attach', '-c': '--cpu-shares', '-d': '--detach', '-e': '--env', '-h': '--hostname' },
  ...{ '-i': '--interactive', '-l': '--label', '-m': '--memory', '-p': '--publish', '-P': '--publish-all' },
  ...{ '-t': '--tty', '-u': '--user', '-v': '--volume', '-w': '--workdir', '--net': '--network' },
};

function dockerName(name: string): string {
  return (Object.hasOwn(shortNames, name) ? shortNames[name] : undefined) ?? name;
}

/** What an option of `docker run` that may be there several times is about; undefined for one where the order counts. */
export function dockerSubject(option: string, value: string): string | undefined {
  switch (option) {
    case '--env':
    case '--label':
    case '--sysctl':
    case '--log-opt':
    case '--ulimit':
      return value.split('=', 1)[0];
    case '--volume':
      return value.split(':')[1] ?? value;
    case '--device':
      return value.split(':')[1] ?? value;
    case '--tmpfs':
      return value.split(':', 1)[0];
    case '--publish':
      return value.slice(value.lastIndexOf(':') + 1);
    case '--mount':
      return /(?:^|,)(?:target|destination|dst)=([^,]*)/.exec(value)?.[1];
    case '--add-host':
      return value.split(':', 1)[0];
    case '--cap-add':
    case '--cap-drop':
    case '--group-add':
    case '--security-opt':
      return value;
    default:
      return undefined;
  }
}
