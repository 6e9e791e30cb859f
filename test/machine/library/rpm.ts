/** Packages for the machine: ours, by the real rpmbuild with systemd's macros, and what stands for Fedora's. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './command.ts';
import type { Lab } from './lab.ts';
import { projectRoot } from './project.ts';

const cache = path.join(projectRoot, '.cache/systemd-macros');
const macros = path.join(cache, 'macros.systemd');
/** Debian's rpm has its database in the home of whoever calls it. */
export const rpm = 'rpm --dbpath /var/lib/rpm';

/** Once, from systemd's sources. */
export async function fetchMacros(): Promise<void> {
  await must('sh', [path.join(projectRoot, 'test/oracle/systemd-macros.sh'), cache], { timeout: 300 });
}

/** Packages of the golden spec with more to it; in the machine they are /lab/rpm/NAME/*.rpm. */
export async function buildPackages({ project, scratch }: Lab, name: string, more: string): Promise<void> {
  const spec = path.join(scratch.dir, `${name}.yaml`);
  writeFileSync(spec, readFileSync(path.join(project, 'golden/debian/spec.yaml'), 'utf8') + more);
  const words = ['build', spec, '--as', 'rpm', '--rpm-macros', macros, '-o', path.join(scratch.lab, 'rpm', name)];
  await must(process.execPath, [path.join(project, 'dist/cli/main.js'), ...words], { timeout: 120 });
}

/** Of a build: what the first machine gets. */
export function ofMaster({ scratch }: Lab, name: string): string {
  const own = /^unitc-lab-(common|control-plane|etcd|etcdctl|helpers|host-master-1)-\d/;
  const files = readdirSync(path.join(scratch.lab, 'rpm', name)).filter((file) => own.test(file));
  return files.map((file) => `/lab/rpm/${name}/${file}`).join(' ');
}

interface Foreign {
  readonly name: string;
  readonly lines?: readonly string[];
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the spec file, behind the rest. */
  readonly more?: string;
}

/** A package that is not ours; in the machine it is /lab/rpm/NAME.rpm. */
async function buildForeign({ scratch }: Lab, { name, lines = [], files, more = '' }: Foreign): Promise<void> {
  const top = path.join(scratch.dir, `rpmbuild-${name}`);
  const root = path.join(top, 'root');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text, { mode: file.endsWith('.service') ? 0o644 : 0o755 });
  }
  const head = ['Version: 1.5.2', 'Release: 0.7.git269f928.el7', 'Summary: s', 'License: ASL 2.0', 'BuildArch: noarch'];
  const install = `%install\nmkdir -p %{buildroot}\ncp -a ${root}/. %{buildroot}`;
  const listed = `%files\n${Object.keys(files).join('\n')}`;
  const text = [`Name: ${name}`, ...head, 'AutoReqProv: no', ...lines, '%description\nd', install, listed, more];
  writeFileSync(path.join(top, 'x.spec'), `%undefine __brp_mangle_shebangs\n${text.join('\n')}\n`);
  const rpms = path.join(scratch.lab, 'rpm');
  const defines = [`_topdir ${top}`, `_dbpath ${top}/db`, `_rpmdir ${rpms}`, '_rpmfilename %%{NAME}.rpm'];
  await must('rpmbuild', ['-bb', ...defines.flatMap((one) => ['--define', one]), path.join(top, 'x.spec')]);
}

/**
 * Fedora's systemd has a program that its macros call and the file triggers that reload and restart; and the machine's
 * programs come from packages that RPM knows nothing of.
 */
export async function buildSystemd(lab: Lab): Promise<void> {
  await buildForeign(lab, {
    name: 'systemd',
    lines: ['Provides: /bin/sh /usr/bin/docker /usr/sbin/runc'],
    files: {
      '/usr/lib/systemd/systemd-update-helper': readFileSync(path.join(cache, 'systemd-update-helper'), 'utf8'),
    },
    more: readFileSync(path.join(cache, 'triggers.systemd'), 'utf8'),
  });
}

/** As the distribution has it: the unit of the API server runs its own program. */
export async function buildDistribution(lab: Lab): Promise<void> {
  const unit = '[Unit]\nDescription=Kubernetes API Server\n\n[Service]\nExecStart=/usr/bin/kube-apiserver\n';
  await buildForeign(lab, {
    name: 'kubernetes-master',
    files: { '/usr/lib/systemd/system/kube-apiserver.service': unit, '/usr/bin/kube-apiserver': '#!/bin/sh\n' },
  });
}
