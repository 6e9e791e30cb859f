// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of systemd and of atomic, as they are written
/** The image form is the rendered form, but for what an image has to do otherwise: every difference is listed. */
import { describe, expect, test } from 'vitest';
import { templateNames } from '../../src/codec/string-template/index.ts';
import { type CompiledImage, compileImage } from '../../src/compile-image.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { compileText, fileOf } from '../support/compile.ts';
import { compileGolden, goldenImages } from '../support/golden-case.ts';
import { installImage, manifestOf } from '../support/installed-image.ts';

const bundle = loadBundle();

function imageOf(text: string, component: string, host?: string): CompiledImage {
  const { cluster, diagnostics } = compileText(text);
  if (cluster === undefined) throw new Error(JSON.stringify(diagnostics));
  return compileImage(cluster, { component, ...(host !== undefined && { host }) }, { bundle, version: '0.0.0' });
}

function treeOfImage(text: string, component: string): FileTree {
  const made = imageOf(text, component);
  if (!made.ok) throw new Error(made.message);
  expect(made.diagnostics).toEqual([]);
  return made.tree;
}

const spec = (more = '') => `host: { os: centos-atomic }
images: { mirror: "registry.lab:5000" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
${more}`;

/** Lines that only one of two texts has, in their order. */
function difference(before: string, after: string): string[] {
  const lines = (text: string) => text.replaceAll(/ \\\n +/g, ' ').split('\n');
  const [a, b] = [lines(before), lines(after)];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `-${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`),
  ];
}

/** Why the unit of an image differs from the rendered one. */
const unitDifferences: Readonly<Record<string, readonly string[]>> = {
  // Updates are atomic's. The start script in the image reads the file; runc finds config.json in the working directory. What --set says counts
  // where the file says nothing.
  etcd: [
    '-ExecStartPre=/usr/local/libexec/unitc/slot finish etcd',
    '-ExecStartPre=/usr/local/libexec/unitc/oci-config /var/lib/containers/atomic/etcd.0 /run/unitc/etcd ETCD_ -- /usr/local/bin/etcd',
    '-ExecStart=/usr/bin/runc --systemd-cgroup run --bundle /run/unitc/etcd etcd',
    '-ExecStartPost=/usr/local/libexec/unitc/wait-ready --timeout=300 --url=http://192.168.122.2:2379/health --urls-from=ETCD_LISTEN_CLIENT_URLS --cert-from=ETCD_CERT_FILE --key-from=ETCD_KEY_FILE -- etcd',
    '-ExecStartPost=-/usr/local/libexec/unitc/slot keep etcd',
    "+ExecStart=/usr/bin/runc --systemd-cgroup run 'etcd'",
    '+ExecStartPost=/usr/local/libexec/unitc/etcd/wait-ready --timeout=300 --url=http://192.168.122.2:2379/health --urls=http://192.168.122.2:2379,http://127.0.0.1:2379 --urls-from=ETCD_LISTEN_CLIENT_URLS --cert= --cert-from=ETCD_CERT_FILE --key= --key-from=ETCD_KEY_FILE -- etcd',
  ],
  // Also: one image is for masters and nodes, and its helpers are its own.
  flanneld: [
    '-EnvironmentFile=-/etc/sysconfig/flanneld',
    '-ExecStartPre=/usr/local/libexec/unitc/slot finish flanneld',
    '-ExecStartPre=/usr/local/libexec/unitc/oci-config /var/lib/containers/atomic/flanneld.0 /run/unitc/flanneld FLANNELD_ -- /opt/bin/flanneld -etcd-endpoints=${FLANNEL_ETCD_ENDPOINTS} -etcd-prefix=${FLANNEL_ETCD_PREFIX} $FLANNEL_OPTIONS',
    '-ExecStart=/usr/bin/runc --systemd-cgroup run --bundle /run/unitc/flanneld flanneld',
    '-ExecStartPost=/usr/local/libexec/unitc/wait-ready --timeout=90 --file=/run/flannel/subnet.env -- flanneld',
    '-ExecStartPost=-/usr/local/libexec/unitc/slot keep flanneld',
    '-ExecStartPost=/usr/local/libexec/unitc/docker-opts --late=restart DOCKER_NETWORK_OPTIONS /run/flannel/docker',
    "+ExecStart=/usr/bin/runc --systemd-cgroup run 'flanneld'",
    '+ExecStartPost=/usr/local/libexec/unitc/flanneld/wait-ready --timeout=90 --file=/run/flannel/subnet.env -- flanneld',
    '+ExecStartPost=/usr/local/libexec/unitc/flanneld/docker-opts --late=restart DOCKER_NETWORK_OPTIONS /run/flannel/docker',
  ],
};

describe.each(Object.entries(unitDifferences))('centos-atomic, %s', (name, expected) => {
  const image = goldenImages('centos-atomic').get(name);
  const rendered = compileGolden('centos-atomic').trees.get('master-1');
  if (image === undefined || rendered === undefined) throw new Error('the golden case does not compile');
  const installed = installImage(image, name);

  test('the unit differs in these lines only', () => {
    const unit = fileOf(rendered, `etc/systemd/system/${name}.service`).content;
    expect(difference(unit, installed.unit)).toEqual(expected);
  });

  test('tmpfiles.d has also the directories that a rendered host has from its other files', () => {
    const own =
      name === 'etcd' ? ['+d /etc/etcd - - - - -', '+d /etc/flanneld - - - - -'] : ['+d /etc/sysconfig - - - - -'];
    const text = fileOf(rendered, `etc/tmpfiles.d/${name}.conf`).content;
    expect(difference(text, installed.tmpfiles ?? '').sort()).toEqual(own);
  });

  test('config.json is the same but for the start script, its variables and the directory of its file', () => {
    const own = JSON.parse(installed.config);
    const other = JSON.parse(fileOf(rendered, `var/lib/containers/atomic/${name}.0/config.json`).content);
    const further = name === 'flanneld' ? ['/etc/sysconfig'] : [];
    expect(own.mounts.slice(other.mounts.length).map((one: { source: string }) => one.source)).toEqual(further);
    expect({ ...own, process: undefined, mounts: own.mounts.slice(0, other.mounts.length) }).toEqual({
      ...other,
      process: undefined,
    });
    const at = own.process.args.indexOf('--') + 1;
    expect(own.process.args[0]).toBe('/usr/libexec/unitc/start');
    expect(own.process.args[at]).toBe(other.process.args[0]);
    expect({ ...own.process, args: [], env: [] }).toEqual({ ...other.process, args: [], env: [] });
    expect(own.process.env.slice(0, 2)).toEqual(other.process.env);
  });
});

describe('variables', () => {
  test('the defaults are what all hosts have in common', () => {
    const etcd = (roles: string) =>
      manifestOf(
        treeOfImage(
          `host: { os: centos-atomic }
images: { mirror: "m.lab" }
hosts:
  a: { address: 10.0.0.1, roles: [${roles}] }
  b: { address: 10.0.0.2, roles: [etcd] }
  c: { address: 10.0.0.3, roles: [etcd] }
`,
          'etcd',
        ),
      ).defaultValues;
    expect(etcd('etcd')).toMatchObject({
      ETCD_NAME: '',
      ETCD_INITIAL_CLUSTER: 'a=http://10.0.0.1:2380,b=http://10.0.0.2:2380,c=http://10.0.0.3:2380',
      ETCD_DATA_DIR: '/var/lib/etcd/default.etcd',
      ETCD_SNAPSHOT_COUNT: '',
    });
  });

  test('what is set replaces a default; the names of the published images work', () => {
    const flanneld = goldenImages('centos-atomic').get('flanneld');
    if (flanneld === undefined) throw new Error('no image');
    const set = { FLANNELD_ETCD_ENDPOINTS: 'http://10.0.0.9:2379' };
    const { process } = JSON.parse(installImage(flanneld, 'flanneld', set).config);
    expect(process.env).toContain('FLANNEL_ETCD_ENDPOINTS=http://10.0.0.9:2379');
    expect(process.args).toContain('-etcd-endpoints=${FLANNEL_ETCD_ENDPOINTS}');
  });

  test('further mounts are JSON text with a comma in front', () => {
    const image = treeOfImage(spec(), 'etcd');
    const mount = { destination: '/srv', type: 'bind', source: '/srv', options: ['rbind'] };
    const { mounts } = JSON.parse(installImage(image, 'etcd', { ADDTL_MOUNTS: `,${JSON.stringify(mount)}` }).config);
    expect(mounts.at(-1)).toEqual(mount);
  });

  test('under another name everything has that name', () => {
    const { unit, config, tmpfiles, hostFiles } = installImage(treeOfImage(spec(), 'etcd'), 'etcd2');
    expect([...hostFiles.keys()]).toEqual([
      '/etc/etcd2/etcd.conf',
      '/usr/local/bin/etcd2ctl',
      '/usr/local/libexec/unitc/etcd/wait-ready',
    ]);
    expect(unit).toContain('delete -f etcd2\n');
    expect(unit).toContain('EnvironmentFile=-/etc/etcd2/etcd.conf\n');
    expect(tmpfiles).toContain('\nd /var/lib/etcd2 0700 root root - -\n');
    const sources = JSON.parse(config).mounts.map((one: { source: string; destination: string }) => [
      one.source,
      one.destination,
    ]);
    expect(sources).toContainEqual(['/var/lib/etcd2', '/var/lib/etcd']);
    expect(sources).toContainEqual(['/etc/etcd2', '/etc/etcd']);
  });
});

test('hostile values come out of both syntaxes as they went in', () => {
  const hostile = '$NAME ${DESTDIR} $$ "q" \\ %n \u{1f600} $';
  const text = spec(
    `components: ${JSON.stringify({
      'kube-scheduler': {
        env: { VALUE: hostile },
        args: [hostile],
        flags: { 'algorithm-provider': hostile },
        mounts: [{ source: '/srv/a $NAME b', options: ['ro'] }],
      },
    })}\n`,
  );
  const image = treeOfImage(text, 'kube-scheduler');
  const { unit, config, hostFiles } = installImage(image, 'kube-scheduler');
  const { process, mounts } = JSON.parse(config);
  expect(process.env).toContain(`VALUE=${hostile}`);
  expect(mounts.map(({ source }: { source: string }) => source)).toContain('/srv/a $NAME b');
  expect(unit).toContain(' $KUBE_SCHEDULER_ARGS\n');
  // In a file, for systemd and for the start script alike.
  const rendered = compileText(text).trees.get('master-1');
  const scheduler = rendered && fileOf(rendered, 'etc/kubernetes/scheduler').content;
  expect(hostFiles.get('/etc/kubernetes/scheduler')?.split('\n').slice(1)).toEqual(scheduler?.split('\n').slice(1));
});

test('every name in a template is one that atomic or the manifest has a value for', () => {
  const known = ['RUN_DIRECTORY', 'STATE_DIRECTORY', 'CONF_DIRECTORY', 'DESTDIR', 'NAME', 'EXEC_START'];
  for (const [component, tree] of [...goldenImages('centos-atomic'), ...goldenImages('tls')]) {
    const names = [...tree].flatMap((artifact) => {
      if (artifact.type !== 'file' || !artifact.path.endsWith('.template')) return [];
      const found = templateNames(artifact.content);
      expect(found.ok, artifact.path).toBe(true);
      return found.ok ? found.names : [];
    });
    const { defaultValues } = manifestOf(tree);
    expect(
      names.filter((name) => !known.includes(name) && !Object.hasOwn(defaultValues, name)),
      component,
    ).toEqual([]);
  }
});

describe('what is no image', () => {
  test.each([
    ['nothing', '', 'the spec runs no `nothing`'],
    ['kube-scheduler', '{ target: host }', 'comes from a package here'],
    ['kube-scheduler', '{ user: kube }', 'takes a numeric user'],
  ])('%s %s', (component, settings, message) => {
    const text = spec(settings === '' ? '' : `components: { ${component}: ${settings} }\n`);
    const made = imageOf(text, component);
    expect(made.ok ? '' : made.message).toContain(message);
  });

  test('hosts that want different images are named, and one of them can be chosen', () => {
    const text = `host: { os: centos-atomic }
images: { mirror: "m.lab" }
hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.2, roles: [etcd], components: { etcd: { env: { A: "1" } } } }
  c: { address: 10.0.0.3, roles: [etcd] }
`;
    const made = imageOf(text, 'etcd');
    expect(made).toMatchObject({
      ok: false,
      message: '`exports/config.json.template` would differ between the hosts `a` and `b`',
    });
    expect(imageOf(text, 'etcd', 'b').ok).toBe(true);
    expect(imageOf(text, 'etcd', 'd')).toMatchObject({ ok: false, message: 'the spec has no host `d`' });
  });
});

test('every source of a mount is there when the container starts: made, shipped, or the system’s own', () => {
  for (const component of ['etcd', 'kube-scheduler', 'kube-apiserver']) {
    const { config, tmpfiles = '' } = installImage(treeOfImage(spec('flannel: {}\n'), component), component);
    const made = [...tmpfiles.matchAll(/^d (\S+)/gm)].map(([, path]) => path ?? '');
    const { mounts }: { mounts: { type: string; source: string }[] } = JSON.parse(config);
    const system = ['/etc/hosts', '/etc/resolv.conf'];
    const sources = mounts.filter(({ type, source }) => type === 'bind' && !system.includes(source));
    expect(
      sources.map(({ source }) => source).filter((source) => !made.includes(source)),
      component,
    ).toEqual([]);
  }
});

test('an image without a shell gets one, and an image that has one does not', () => {
  const version = (text: string) =>
    fileOf(
      treeOfImage(spec(`etcd: { version: "${text}" }\nkubernetes: { version: "1.6.0" }\n`), 'etcd'),
      'Containerfile',
    );
  expect(version('3.1.0').content).not.toContain('busybox');
  expect(version('3.5.9').content).toContain('COPY --from=shell /bin/busybox /bin/sh\n');
});

test('an image for another machine has its system calls, and says on which it runs', () => {
  const text = `host: { os: fedora-atomic, release: "27" }
etcd: { version: "3.4.3" }
hosts:
  a: { address: 10.0.0.1, architecture: arm64, roles: [etcd] }
`;
  const tree = treeOfImage(text, 'etcd');
  expect(JSON.parse(installImage(tree, 'etcd').config).linux.seccomp.architectures).toEqual(['SCMP_ARCH_AARCH64']);
  expect(fileOf(tree, 'exports/service.template').content).toContain('\nAssertArchitecture=arm64\n');
});
