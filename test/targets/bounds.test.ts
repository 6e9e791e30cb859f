/** Capabilities, resources and SELinux, as each engine and each age of systemd is told. */
import { describe, expect, test } from 'vitest';
import { encodeBytes, parseUnit } from '../../src/codec/unit/index.ts';
import type { FileArtifact } from '../../src/tree/artifact.ts';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const all =
  'capabilities: [CAP_NET_ADMIN, CAP_KILL], resources: { memory: 512Mi, cpus: "1.5", pids: 64, files: 4096 }, selinux: { type: spc_t }';
const spec = (components: string, host = 'os: fedora-coreos') =>
  `host: { ${host} }\nimages: { family: distribution, mirror: "m.lab" }\nkubernetes: { version: "1.5.2" }\nhosts:\n  master-1: { address: 10.0.0.1, roles: [etcd, control-plane] }\n${components}`;
const scheduler = (settings: string) => `components: { kube-scheduler: { ${settings} } }\n`;
const unit = 'etc/systemd/system/kube-scheduler.service';
const settingsOf = (text: string, path = unit) =>
  parseUnit(encodeBytes(fileOf(treeOf(text), path).content)).assignments.map(({ key, value }) => `${key}=${value}`);

/** Where the line comes from: `components.kube-scheduler.…` paths, joined. */
function originsOf(file: FileArtifact, line: RegExp): string[] {
  return file.content.split('\n').flatMap((text, index) => {
    const from = file.origin.lines[index]?.from ?? [];
    return line.test(text) ? from.flatMap((one) => (one.kind === 'spec' ? [one.path.join('.')] : [])) : [];
  });
}

describe('docker', () => {
  const options = (settings: string) => {
    const argv = argvOf(treeOf(spec(scheduler(settings))), 'kube-scheduler.service');
    return argv.slice(argv.indexOf('--log-driver=none') + 1, argv.indexOf('--entrypoint')).join(' ');
  };
  test('nothing but the label without them', () => {
    expect(options('pull: missing')).toBe('--security-opt label=disable --volume /etc/kubernetes:/etc/kubernetes:ro');
  });
  test('all of them as options of the container', () => {
    expect(options(all)).toBe(
      '--security-opt label=type:spc_t --cap-drop ALL --cap-add NET_ADMIN --cap-add KILL --memory 512m ' +
        '--cpu-period 100000 --cpu-quota 150000 --pids-limit 64 --ulimit nofile=4096:4096 ' +
        '--volume /etc/kubernetes:/etc/kubernetes:ro',
    );
  });
  test('an empty list takes all away; relabelled mounts', () => {
    expect(options('capabilities: [], selinux: relabel, mounts: [{ source: /srv/a }]')).toBe(
      '--cap-drop ALL --volume /etc/kubernetes:/etc/kubernetes:ro,z --volume /srv/a:/srv/a:z',
    );
  });
  test('its own profile of system calls, unless the spec wants none', () => {
    expect(options('seccomp: default')).toBe(options('pull: missing'));
    expect(options('seccomp: unconfined, selinux: relabel')).toMatch(/^--security-opt seccomp=unconfined --volume /);
  });
  test('each line says where it is written', () => {
    const file = fileOf(treeOf(spec(scheduler(all))), unit);
    expect(originsOf(file, /--cpu-quota/)).toContain('components.kube-scheduler.resources.cpus');
    expect(originsOf(file, /--cap-add/)).toContain('components.kube-scheduler.capabilities');
    expect(originsOf(file, /label=/)).toContain('components.kube-scheduler.selinux');
  });
});

describe('a system container', () => {
  const config = (components: string) => {
    const file = fileOf(treeOf(spec(components)), 'var/lib/containers/atomic/etcd.0/config.json');
    const parsed: unknown = JSON.parse(file.content);
    return { file, parsed };
  };
  test('config.json has them', () => {
    const { file, parsed } = config(`components: { etcd: { ${all} } }\n`);
    const set = ['CAP_NET_ADMIN', 'CAP_KILL'];
    expect(parsed).toMatchObject({
      process: {
        capabilities: { bounding: set, effective: set, permitted: set, inheritable: set, ambient: set },
        rlimits: [{ type: 'RLIMIT_NOFILE', hard: 4096, soft: 4096 }],
        selinuxLabel: 'system_u:system_r:spc_t:s0',
      },
      linux: {
        resources: {
          memory: { limit: 536870912 },
          cpu: { quota: 150000, period: 100000 },
          pids: { limit: 64 },
        },
        mountLabel: 'system_u:object_r:svirt_sandbox_file_t:s0',
      },
    });
    expect(originsOf(file, /"limit": 536870912/)).toEqual(['components.etcd.resources.memory']);
    expect(originsOf(file, /"quota"/)).toEqual(['components.etcd.resources.cpus']);
    expect(originsOf(file, /"CAP_KILL"/)[0]).toBe('components.etcd.capabilities');
    expect(originsOf(file, /"hard"/)).toEqual(['components.etcd.resources.files']);
    expect(originsOf(file, /Label"/)).toEqual(['components.etcd.selinux', 'components.etcd.selinux']);
  });
  test('system calls by the capabilities and the machine', () => {
    const rules = (components: string) => {
      const { content } = fileOf(treeOf(spec(components)), 'var/lib/containers/atomic/etcd.0/config.json');
      return content.slice(content.indexOf('"seccomp"'), content.indexOf('"namespaces"'));
    };
    expect(rules('')).toMatch(
      /"SCMP_ARCH_X86_64".*"arch_prctl".*"clone3"\s*],\s*"action": "SCMP_ACT_ERRNO",\s*"errnoRet": 38/s,
    );
    expect(rules('')).not.toMatch(/"(mount|ptrace|bpf|unshare|set_tls)"/);
    const admin = rules('components: { etcd: { capabilities: [CAP_SYS_ADMIN] } }\n');
    for (const name of ['mount', 'clone3', 'bpf']) expect(admin).toContain(`"${name}"`);
    expect(admin).not.toMatch(/ERRNO",\n *"errnoRet"|MASKED|"open_by_handle_at"/);
  });
  test('no profile where the spec wants none; the lines say why', () => {
    expect(config('components: { etcd: { seccomp: unconfined } }\n').file.content).not.toContain('SCMP');
    const { file } = config('components: { etcd: { seccomp: default } }\n');
    expect(originsOf(file, /SCMP_ACT_ERRNO|"clone3"|"_llseek"/)).toEqual(
      Array.from({ length: 4 }, () => 'components.etcd.seccomp'),
    );
  });
  test('none of them without', () => {
    expect(config('').file.content).not.toMatch(/"(memory|cpu|pids)"|Label/);
  });
  test('every device is refused before that of the program is allowed', () => {
    const refused = { allow: false, access: 'rwm' };
    expect(config('').parsed).toMatchObject({ linux: { resources: { devices: [refused] } } });
    const text = spec('flannel: { backend: { type: udp } }\n', 'os: centos-atomic');
    const file = fileOf(treeOf(text), 'var/lib/containers/atomic/flanneld.0/config.json');
    const tun = { type: 'c', major: 10, minor: 200 };
    expect(JSON.parse(file.content)).toMatchObject({
      linux: {
        devices: [{ path: '/dev/net/tun', ...tun }],
        resources: { devices: [refused, { allow: true, ...tun, access: 'rwm' }] },
      },
    });
    expect(originsOf(file, /"allow": (true|false)|net\/tun/)).toEqual(['flannel.backend', 'flannel.backend']);
  });
  test('resources merge over the layers', () => {
    const layers = `roles: { etcd: { components: { etcd: { resources: { cpus: 2, pids: 9 } } } } }\ncomponents: { etcd: { resources: { memory: 1Gi, cpus: 1 } } }\n`;
    expect(config(layers).parsed).toMatchObject({
      linux: { resources: { memory: { limit: 1073741824 }, cpu: { quota: 200000 }, pids: { limit: 9 } } },
    });
  });
});

describe('a program of the host', () => {
  const bounds = (settings: string, host?: string) =>
    settingsOf(spec(scheduler(`target: host, ${settings}`), host)).filter((line) =>
      /^(Capa|Ambient|Memory|CPU|Tasks|LimitN|SELinux|PermissionsS)/.test(line),
    );
  test('of today', () => {
    expect(bounds(all)).toEqual([
      'LimitNOFILE=4096',
      'CapabilityBoundingSet=CAP_NET_ADMIN CAP_KILL',
      'AmbientCapabilities=CAP_NET_ADMIN CAP_KILL',
      'MemoryMax=512M',
      'CPUQuota=150%',
      'TasksMax=64',
      'SELinuxContext=system_u:system_r:spc_t:s0',
    ]);
  });
  test('with systemd 219, as root', () => {
    const settings = 'user: root, capabilities: [CAP_KILL], resources: { memory: 2Gi, cpus: "0.05" }';
    expect(bounds(settings, 'os: centos-atomic')).toEqual([
      'LimitNOFILE=65536',
      'CapabilityBoundingSet=CAP_KILL',
      'MemoryLimit=2G',
      'CPUQuota=5%',
    ]);
  });
  test('an empty list leaves no capability', () => {
    expect(bounds('capabilities: []')).toEqual(['LimitNOFILE=65536', 'CapabilityBoundingSet=']);
    expect(bounds('user: root, capabilities: []')).toEqual(['LimitNOFILE=65536', 'CapabilityBoundingSet=']);
  });
  test('what prepares the host is not bound', () => {
    const text = (os: string) =>
      spec(
        `  node-1: { address: 10.0.0.2, roles: [node] }\ncomponents: { kube-proxy: { target: host, user: root, capabilities: [CAP_NET_ADMIN] } }\n`,
        os,
      );
    const lines = (os: string) => {
      const tree = compileText(text(os)).trees.get('node-1');
      if (tree === undefined) throw new Error(JSON.stringify(codesOf(compileText(text(os)))));
      return fileOf(tree, 'etc/systemd/system/kube-proxy.service').content;
    };
    expect(lines('os: fedora-atomic')).toContain('ExecStartPre=+-/usr/lib/systemd/systemd-modules-load ');
    expect(lines('os: centos-atomic')).toMatch(/PermissionsStartOnly=true\n.*ExecStartPre=-\/usr\/lib\/systemd/s);
  });
});
