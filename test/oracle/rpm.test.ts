/** The real rpmbuild, rpm, rpmlint and systemctl take the packages of golden/package-layout; with systemd's own macros. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { builtRpm, preamble } from '../support/built-rpm.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { fetchMacros, macros } from './systemd-macros.ts';

const program = path.resolve('dist/cli/main.js');
const spec = readFileSync('golden/package-layout/spec.yaml', 'utf8');

/** What rpmlint finds and is meant. */
const lintExceptions: Readonly<Record<string, string>> = {
  'no-signature': 'whoever publishes packages signs them',
  'no-packager-tag': 'the changelog names who',
  'no-group-tag': 'groups are gone since RPM 4.13',
  'no-url-tag': 'a cluster has no home page',
  'no-documentation': 'the documentation is that of the cluster',
  'no-manual-page-for-binary': 'etcdctl --help is the page',
  'invalid-license': 'the list of this rpmlint is older than SPDX expressions',
  'only-non-binary-in-usr-lib': 'units and tables lie there',
  'requires-on-release': 'packages of one build belong together',
};

let at = '';
beforeAll(async () => {
  fetchMacros();
  at = temporaryDirectory();
  writeFileSync(path.join(at, 'cluster.yaml'), spec);
  const newer = spec
    .replace('version: "1.0"', 'version: "1.1"')
    .replace('  etcd: { user: "998" }', '  etcd: { user: "998" }\n  kube-scheduler: { flags: { v: 5 } }');
  writeFileSync(path.join(at, 'newer.yaml'), newer);
  await build('cluster.yaml', 'RPMS');
}, 600_000);

async function build(file: string, out: string, as = 'rpm'): Promise<string[]> {
  const words = ['-C', at, 'build', file, '--as', as, '--rpm-macros', macros, '-o', out];
  const { exit, stderr } = await unitc(words, { env: {} });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.stringMatching(/^✔ \d+ packages? in /) });
  return packagesIn(path.join(at, out));
}

function packagesIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.rpm'))
    .map((name) => path.join(directory, name));
}

const of = (packages: readonly string[], host: 'master-1' | 'node-1') => {
  const roles = {
    'master-1': 'common|control-plane|etcd|etcdctl|flannel|helpers',
    'node-1': 'common|flannel|helpers|node',
  };
  const own = new RegExp(`/unitc-lab-(${roles[host]}|host-${host})-1\\.\\d-1\\.noarch\\.rpm$`);
  return packages.filter((file) => own.test(file));
};

function rpm(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('rpm', args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return { status, stdout, stderr: stderr.replaceAll(/^rpm: (RPM should not be used|However assuming).*\n/gm, '') };
}

/** What no package of an ostree host may have: rpm-ostree refuses or drops it; and what is the administrator's. */
const forbidden =
  /^\/(usr\/local|opt|var|run|home|root|srv|mnt|tmp)(\/|$)|^\/etc\/(systemd|tmpfiles\.d|sysusers\.d|sysctl\.d|modules-load\.d)\//;

describe('packages', () => {
  it('are built, without a path that an ostree host refuses, and for any machine', () => {
    const packages = packagesIn(path.join(at, 'RPMS'));
    expect(packages.map((file) => path.basename(file).replace('-1.0-1.noarch.rpm', ''))).toEqual(
      ['common', 'control-plane', 'etcd', 'etcdctl', 'flannel', 'helpers', 'host-master-1', 'host-node-1', 'node'].map(
        (name) => `unitc-lab-${name}`,
      ),
    );
    const { stdout } = rpm('-qpl', ...packages);
    const paths = stdout.trim().split('\n');
    expect(paths.length).toBeGreaterThan(60);
    expect(paths.filter((one) => forbidden.test(one) || !/^\/(usr|etc)\//.test(one))).toEqual([]);
  });

  it('have scriptlets that start nothing, and do nothing where no systemd is', async () => {
    const packages = packagesIn(path.join(at, 'RPMS'));
    const { stdout } = rpm('-qp', '--qf', '[%{PREIN}\n%{POSTIN}\n%{PREUN}\n%{POSTUN}\n]', ...packages);
    expect(stdout).toContain('/usr/lib/systemd/systemd-update-helper install-system-units');
    expect(stdout).not.toMatch(/%\{?\w|systemctl|daemon-reload/);
    const bodies = stdout.split('\n').filter((line) => /systemd-update-helper (?!")/.test(line) && !/\[ -x/.test(line));
    for (const line of bodies) expect(line).toMatch(/ \|\| : *$/);
  });

  it('and archives have the same bytes from another user, directory, time zone, locale, umask and host name', async () => {
    const packages = packagesIn(path.join(at, 'RPMS'));
    expect((await unitc(['-C', at, 'build', 'cluster.yaml', '-o', 'TARS/{host}.tar'])).exit).toBe(0);
    const other = temporaryDirectory();
    writeFileSync(path.join(other, 'x.yaml'), spec);
    mkdirSync(path.join(other, 'deeper/tmp'), { recursive: true });
    mkdirSync(path.join(other, 'project'));
    copyFileSync(macros, path.join(other, 'macros'));
    execFileSync('chown', ['-R', 'nobody', other]);
    // The project and its Node by ways that are open to whoever it is.
    const script = `hostname elsewhere; cd "$1"; mount --bind "$2" project; : >node; mount --bind "$3" node
      umask 077; exec setpriv --reuid=nobody --regid=nogroup --clear-groups sh -euc '
        test "$(id -u)" = 65534
        ./node project/dist/cli/main.js build x.yaml --as rpm --rpm-macros macros -o OUT
        ./node project/dist/cli/main.js build x.yaml -o "OUT/{host}.tar"'`;
    execFileSync(
      'unshare',
      ['--uts', '--mount', 'sh', '-euc', script, 'sh', other, path.resolve('.'), process.execPath],
      {
        env: {
          PATH: process.env.PATH,
          TZ: 'Pacific/Kiritimati',
          LC_ALL: 'C.utf8',
          TMPDIR: path.join(other, 'deeper/tmp'),
        },
        stdio: 'pipe',
      },
    );
    const again = packagesIn(path.join(other, 'OUT'));
    expect(again.map((file) => path.basename(file))).toEqual(packages.map((file) => path.basename(file)));
    for (const [index, file] of packages.entries()) {
      expect(readFileSync(again[index] ?? '').equals(readFileSync(file)), path.basename(file)).toBe(true);
    }
    for (const host of ['master-1.tar', 'node-1.tar']) {
      const archive = readFileSync(path.join(at, 'TARS', host));
      expect(readFileSync(path.join(other, 'OUT', host)).equals(archive), host).toBe(true);
    }
  });

  it('are what rpm-ostree takes, and all of it', async () => {
    const files = packagesIn(path.join(at, 'RPMS'));
    const linted = await unitc(['lint', '--strict', '--systemd', '219', '--format', 'concise', ...files]);
    expect(linted).toMatchObject({ exit: 0, stdout: '' });
  });

  it('are clean for rpmlint, but for what is meant', () => {
    const { stdout } = spawnSync('rpmlint', packagesIn(path.join(at, 'RPMS')), { encoding: 'utf8' });
    const found = [...stdout.matchAll(/^\S+: [EW]: (\S+)/gm)].map(([, name = '']) => name);
    expect(found.length).toBeGreaterThan(9);
    expect([...new Set(found)].filter((name) => lintExceptions[name] === undefined)).toEqual([]);
    for (const name of Object.keys(lintExceptions)) expect(found, `${name} is no exception any more`).toContain(name);
  });

  it('come from source packages that rpmbuild rebuilds to the same files', async () => {
    const sources = await build('cluster.yaml', 'SRPMS', 'srpm');
    expect(sources.map((file) => path.basename(file))).toContain('unitc-lab-1.0-1.src.rpm');
    const top = temporaryDirectory();
    for (const file of sources) {
      const defines = ['--define', `_topdir ${top}`, '--define', `_dbpath ${top}/db`, '--load', macros, '--nodeps'];
      execFileSync('rpmbuild', ['--rebuild', ...defines, file], { stdio: 'pipe' });
    }
    const rebuilt = packagesIn(path.join(top, 'RPMS/noarch'));
    const listed = (files: readonly string[]) => rpm('-qp', '--dump', ...files).stdout.replaceAll(/ \d{9,10} /g, ' 0 ');
    expect(listed(rebuilt).replaceAll(/ \d+ ([0-9a-f]{64}) /g, ' $1 ')).toBe(
      listed(packagesIn(path.join(at, 'RPMS'))).replaceAll(/ \d+ ([0-9a-f]{64}) /g, ' $1 '),
    );
  });
});

describe('on a host', () => {
  let root = '';
  const queries = () => ['--root', root, '--dbpath', '/var/lib/rpm'];
  const database = () => [...queries(), '--nodeps', '--noscripts'];
  const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

  beforeAll(async () => {
    await build('newer.yaml', 'NEWER');
    root = temporaryDirectory();
  });

  it('they are the tree that build writes', async () => {
    const installed = rpm(...database(), '-i', ...of(packagesIn(path.join(at, 'RPMS')), 'master-1'));
    expect(installed).toMatchObject({ status: 0, stderr: '' });
    expect((await unitc(['-C', at, 'build', 'cluster.yaml', '--layout', 'package', '-o', 'TREE'])).exit).toBe(0);
    const tree = path.join(at, 'TREE/master-1');
    const files = readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter(
      (one) => !lstatSync(path.join(tree, one)).isDirectory(),
    );
    expect(files.length).toBeGreaterThan(25);
    for (const file of files) {
      expect(readFileSync(path.join(root, file)).equals(readFileSync(path.join(tree, file))), file).toBe(true);
      expect(lstatSync(path.join(root, file)).mode & 0o7777, file).toBe(lstatSync(path.join(tree, file)).mode & 0o7777);
    }
    expect(await unitc(['verify', root])).toMatchObject({ exit: 0, stdout: '' });
    expect(rpm(...database(), '-Va')).toMatchObject({ status: 0, stdout: '' });
  });

  it('their presets enable what the host runs', () => {
    const units = ['etcd.service', 'kube-apiserver.service', 'flanneld.service'];
    execFileSync('systemctl', [`--root=${root}`, 'preset', ...units], { stdio: 'pipe' });
    for (const unit of units) {
      expect(readlinkSync(path.join(root, 'etc/systemd/system/multi-user.target.wants', unit))).toBe(
        `/usr/lib/systemd/system/${unit}`,
      );
    }
  });

  it('tmpfiles.d links the description of a container to where it runs', () => {
    mkdirSync(path.join(root, 'etc'), { recursive: true });
    writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
    writeFileSync(path.join(root, 'etc/group'), 'root:x:0:\n');
    execFileSync('systemd-tmpfiles', [
      `--root=${root}`,
      '--create',
      path.join(root, 'usr/lib/tmpfiles.d/unitc-etcd.conf'),
    ]);
    const link = readlinkSync(path.join(root, 'var/lib/containers/atomic/etcd.0/config.json'));
    expect(JSON.parse(text(link))).toMatchObject({ ociVersion: '1.0.0' });
  });

  it('an edited configuration file survives a newer package, which lays its own beside it', async () => {
    writeFileSync(path.join(root, 'etc/kubernetes/scheduler'), 'KUBE_SCHEDULER_ARGS=""\n');
    writeFileSync(path.join(root, 'etc/kubernetes/mine'), 'mine');
    mkdirSync(path.join(root, 'var/lib/etcd/member'), { recursive: true });
    const upgraded = rpm(...database(), '-U', ...of(packagesIn(path.join(at, 'NEWER')), 'master-1'));
    expect(upgraded.status).toBe(0);
    expect(upgraded.stderr).toContain('/etc/kubernetes/scheduler created as');
    expect(text('etc/kubernetes/scheduler')).toBe('KUBE_SCHEDULER_ARGS=""\n');
    expect(text('etc/kubernetes/scheduler.rpmnew')).toContain('--v=5');
    expect((await unitc(['verify', root])).stdout).toBe('edited   master-1:/etc/kubernetes/scheduler\n');
    expect(rpm(...queries(), '-qa', '--qf', '%{VERSION}\n').stdout).toBe('1.1\n'.repeat(7));
  });

  it('the way back is an older package', () => {
    const back = rpm(...database(), '-U', '--oldpackage', ...of(packagesIn(path.join(at, 'RPMS')), 'master-1'));
    expect(back.status).toBe(0);
    expect(text('etc/kubernetes/scheduler')).toBe('KUBE_SCHEDULER_ARGS=""\n');
    expect(rpm(...queries(), '-qa', '--qf', '%{VERSION}\n').stdout).toBe('1.0\n'.repeat(7));
  });

  it('erasing them leaves what is the administrator’s', () => {
    const names = rpm(...queries(), '-qa')
      .stdout.trim()
      .split('\n');
    expect(rpm(...database(), '-e', ...names).status).toBe(0);
    expect(text('etc/kubernetes/scheduler.rpmsave')).toBe('KUBE_SCHEDULER_ARGS=""\n');
    expect(text('etc/kubernetes/mine')).toBe('mine');
    expect(existsSync(path.join(root, 'var/lib/etcd/member'))).toBe(true);
    const gone = [
      'usr/lib/systemd/system/etcd.service',
      'usr/libexec/unitc',
      'usr/lib/unitc',
      'usr/bin/etcdctl',
      'etc/etcd',
    ];
    expect(gone.filter((one) => existsSync(path.join(root, one)))).toEqual([]);
  });

  it('a host takes neither those of another host, nor the distribution’s beside them', () => {
    const other = builtRpm(`${preamble('kubernetes-master', '1.5.2')}%files\n`);
    const all = packagesIn(path.join(at, 'RPMS'));
    const tried = rpm('--root', temporaryDirectory(), '--dbpath', '/var/lib/rpm', '--test', '-i', ...all, other);
    expect(tried.status).not.toBe(0);
    expect(tried.stderr).toMatch(
      /kubernetes-master conflicts with (unitc-lab-control-plane|kubernetes-master)-|conflicts with kubernetes-master-1\.5\.2-1/,
    );
    expect(tried.stderr).toMatch(
      /unitc-lab-host conflicts with unitc-lab-host-(master|node)-1-|conflicts with unitc-lab-host-/,
    );
    expect(tried.stderr).toContain('/usr/bin/runc is needed by unitc-lab-host-');
  });
});

describe('texts of the spec', () => {
  it.each([
    '50% of %{name}',
    '%(touch /nonexistent/x)',
    '%{lua: print(1)} %%',
    '"quotes\' $(id) `id`',
    '* not an entry',
    '# %name',
    'ünïcode 💾',
    '%',
  ])('are in the package as they stand: %s', async (hostile) => {
    const quoted = JSON.stringify(hostile);
    const own = spec
      .replace('changes: [The first packages]', `changes: [${quoted}]`)
      .replace('  version: "1.0"', `  version: "1.0"\n  license: ${quoted}`);
    const directory = temporaryDirectory();
    writeFileSync(path.join(directory, 'c.yaml'), own);
    expect((await unitc(['-C', directory, 'build', 'c.yaml', '--as', 'rpm-spec', '-o', '.'])).exit).toBe(0);
    const words = [
      '-q',
      '--srpm',
      '--load',
      macros,
      '--qf',
      '%{LICENSE}\n[%{CHANGELOGTEXT}\n]',
      path.join(directory, 'unitc-lab.spec'),
    ];
    const { stdout, stderr } = spawnSync('rpmspec', words, {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.utf8' },
    });
    expect({ stdout, stderr }).toEqual({ stdout: `${hostile}\n- ${hostile}\n`, stderr: '' });
  });
});

it('sha256sum takes the sums beside packages', async () => {
  const words = ['-C', at, 'build', 'cluster.yaml', '--as', 'rpm', '--rpm-macros', macros, '--sums', '-o', 'SUMS'];
  expect((await unitc(words)).exit).toBe(0);
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path.join(at, 'SUMS'), encoding: 'utf8' });
  expect(checked.trim().split('\n')).toHaveLength(9);
});

it('without rpmbuild, or without systemd’s macros, it says what to install', async () => {
  const words = ['-C', at, 'build', 'cluster.yaml', '--as', 'rpm', '-o', 'NONE'];
  const plain = await unitc(words);
  expect(plain).toMatchObject({ exit: 2, stderr: expect.stringContaining("RPM has no macros of systemd's here") });
  vi.stubEnv('PATH', '/nonexistent');
  try {
    const none = await unitc(words);
    expect(none).toMatchObject({ exit: 2, stderr: expect.stringContaining('there is no rpmbuild here') });
    expect(none.stderr).toContain('--as rpm-spec');
  } finally {
    vi.unstubAllEnvs();
  }
  expect(existsSync(path.join(at, 'NONE'))).toBe(false);
});

it('docs/packaging.md has commands that build packages', () => {
  // Behind it, the page is about other products.
  const [page = ''] = readFileSync('docs/packaging.md', 'utf8').split('## Packages of any origin');
  const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  // The last one is for those who sign.
  expect(blocks.map((block) => /^\S+/.exec(block)?.[0])).toEqual(['unitc', 'unitc', 'unitc', 'for', 'gpg']);
  const directory = temporaryDirectory();
  writeFileSync(path.join(directory, 'cluster.yaml'), spec);
  // Debian's RPM is told where the macros are; elsewhere a package brings them.
  const given = `unitc() { "${process.execPath}" "${program}" "$@" $([ "$4" != rpm ] || echo "--rpm-macros ${macros}"); }
    rpmbuild() { command rpmbuild --load "${macros}" --nodeps --define "_dbpath $PWD/db" "$@"; }`;
  const script = `set -eu; ${given}\n${blocks.slice(0, 4).join('\n')}`;
  execFileSync('bash', ['-c', script], { cwd: directory, stdio: 'pipe' });
  const built = (files: readonly string[]) => files.map((file) => path.basename(file)).sort();
  expect(built(packagesIn(path.join(directory, 'TOP/RPMS/noarch')))).toEqual(
    built(packagesIn(path.join(directory, 'RPMS'))),
  );
  expect(built(packagesIn(path.join(directory, 'RPMS'))).length).toBe(9);
});
