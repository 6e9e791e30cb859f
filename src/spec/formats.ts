/**
 * The texts of fixed form that the schema knows: the pattern goes into the JSON Schema, the rest into
 * diagnostics. A headline is the user's text followed by `says`.
 */
export interface Format {
  readonly pattern: RegExp;
  /** `is not …`. */
  readonly says: string;
  readonly help: string;
}

export const formats = {
  version: {
    pattern: /^v?\d+(\.\d+)*([-+][0-9A-Za-z.-]+)?$/,
    says: 'is not a version such as "1.5.2"',
    help: 'write the numbers of the version, in quotes: "1.5.2"',
  },
  rpmVersion: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._+~^]*$/,
    says: 'is not a version that RPM takes',
    help: 'use letters, digits and `.`, without `-`, in quotes: "1.0"',
  },
  rpmFullVersion: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._+~^]*-[A-Za-z0-9][A-Za-z0-9._+~^]*$/,
    says: 'is not a version with a release',
    help: 'write both with `-` between them: "1.0-1"',
  },
  date: {
    pattern: /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    says: 'is not a date such as 2026-01-31',
    help: 'write year, month and day with `-` between them',
  },
  person: {
    pattern: /^[^\s<>]([^<>\r\n]*[^\s<>])? <[^\s<>@]+@[^\s<>@]+>$/,
    says: 'is not a name with an address',
    help: 'write it as `Jane Doe <jane@example.org>`',
  },
  line: {
    pattern: /^[^\s\\]$|^\S[^\r\n]*[^\s\\]$/,
    says: 'is not a line of text',
    help: 'write it on one line, without blanks around it and without a backslash at its end',
  },
  name: {
    pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    says: 'is not a lower-case name such as `master-1`',
    help: 'use at most 63 lower-case letters, digits and `-`; start and end with a letter or digit',
  },
  absolutePath: {
    pattern: /^\//,
    says: 'is not an absolute path',
    help: 'start the path with `/`',
  },
  url: {
    pattern: /^https?:\/\//,
    says: 'is not an http or https URL',
    help: 'write scheme, host and port: `http://192.168.122.2:8080`',
  },
  // A user in front of the host is refused without showing it, with the secrets or by the model.
  etcdEndpoint: {
    pattern: /^https?:\/\/([^\s/?#@]*@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?):[1-9]\d{0,4}$/,
    says: 'is not a client URL of etcd such as `https://10.0.0.11:2379`',
    help: 'write scheme, host and port, and nothing behind them',
  },
  criSocket: {
    pattern: /^(unix:\/\/)?\/[^/]/,
    says: 'is not the socket of a container runtime',
    help: 'write its path or URL: `unix:///run/containerd/containerd.sock`',
  },
  domain: {
    pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
    says: 'is not a lower-case domain such as `cluster.local`',
    help: 'use letters, digits and `-`, with `.` between the parts',
  },
  systemdVersion: {
    pattern: /^\d+$/,
    says: 'is not a systemd version such as "219"',
    help: 'write the number that `systemctl --version` prints first, in quotes',
  },
  etcdPrefix: {
    pattern: /^(\/[A-Za-z0-9._-]+)+$/,
    says: 'is not a directory of keys such as `/atomic.io/network`',
    help: 'begin with `/`, and use letters, digits, `.`, `_` and `-` between slashes',
  },
  variable: {
    pattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
    says: 'is not a name of a variable such as `DOCKER_OPTS`',
    help: 'use letters, digits and `_`, and no digit in front',
  },
  capability: {
    pattern: /^CAP_[A-Z0-9_]+$/,
    says: 'is not a capability such as `CAP_NET_ADMIN`',
    help: 'write its name as in capabilities(7), with `CAP_` in front',
  },
  memory: {
    pattern: /^[1-9]\d{0,9}[KMGT]i$/,
    says: 'is not an amount of memory such as `512Mi`',
    help: 'write a whole number and `Ki`, `Mi`, `Gi` or `Ti`, powers of 1024',
  },
  cpus: {
    pattern: /^(0|[1-9]\d{0,4})(\.\d{1,2})?$/,
    says: 'is not a number of processors such as "1.5"',
    help: 'write a number with two decimals at most, in quotes: "0.25"',
  },
  selinuxType: {
    pattern: /^[A-Za-z][A-Za-z0-9_.-]*_t$/,
    says: 'is not an SELinux type such as `spc_t`',
    help: 'write the type alone, without user, role and level',
  },
  packageName: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9+._:~^-]*$/,
    says: 'is not the name of a package',
    help: 'write the name as `rpm -q` takes it: letters, digits and `+._:~^-`',
  },
} as const satisfies Readonly<Record<string, Format>>;

/** The format whose pattern an issue of the schema names. */
export function formatOf(pattern: string): Format | undefined {
  return Object.values<Format>(formats).find((format) => String(format.pattern) === pattern);
}
