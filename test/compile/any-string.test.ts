/** For any string in any field: the compiled files carry exactly that string, or the spec is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { effectiveEnvironment, parseEnvFile } from '../../src/codec/env-file/index.ts';
import { parseIni } from '../../src/codec/ini/index.ts';
import { splitShellWords } from '../../src/codec/shell/index.ts';
import { encodeBytes, parseEnvironment, parseUnit } from '../../src/codec/unit/index.ts';
import { hasErrors } from '../../src/core/diagnostic.ts';
import { compileText, fileOf } from '../support/compile.ts';
import { argvOf, environmentOf, launchedBy } from '../support/launch.ts';
import { runs } from '../support/runs.ts';

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a b',
    '"',
    "'",
    '\\',
    'x\\',
    '%',
    '%i',
    '%%',
    '$',
    '$X',
    '${' + 'X}',
    '$$',
    ';',
    '#',
    '*',
    '~',
    'é😀',
    '-',
    '--',
    '\n',
    '\t',
    '\0',
    '{{x}}',
    '`id`',
    '$(id)',
    '&&',
    'a=b',
    ',',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...' "\'\\%$;#=*`a\t\n'), maxLength: 10 }),
);

function specWith(component: string, settings: object): string {
  return JSON.stringify({
    host: { os: 'centos-atomic' },
    images: { mirror: 'registry.lab:5000' },
    flannel: {},
    hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] } },
    components: { [component]: settings },
  });
}

/** Fails unless the spec is refused with a code and a position, or `carries` holds. */
function check(text: string, carries: (tree: Parameters<typeof argvOf>[0]) => void): void {
  const { trees, diagnostics } = compileText(text);
  const tree = trees.get('master-1');
  if (tree !== undefined) {
    carries(tree);
    return;
  }
  expect(hasErrors(diagnostics)).toBe(true);
  for (const { code, range, message } of diagnostics) {
    expect(code, message).not.toBe('UC900');
    expect(range, message).toBeDefined();
  }
}

const few = runs(5);

describe('docker', () => {
  for (const delivery of ['env-files', 'arguments']) {
    test(`flags and arguments, by ${delivery}`, () => {
      fc.assert(
        fc.property(hostile, hostile, hostile, (flag, word, value) => {
          const settings = { delivery, flags: { 'feature-gates': flag }, args: [word, { name: 'kubeconfig', value }] };
          check(specWith('kube-scheduler', settings), (tree) => {
            expect(argvOf(tree, 'kube-scheduler.service').slice(-3)).toEqual([
              `--feature-gates=${flag}`,
              word,
              `--kubeconfig=${value}`,
            ]);
            const probed = argvOf(tree, 'kube-scheduler.service', 'ExecStartPost');
            expect(probed.slice(-3)).toEqual([`--feature-gates=${flag}`, word, `--kubeconfig=${value}`]);
          });
        }),
        few,
      );
    });
  }
  test('list elements, environment, user, image, command, mounts', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('list', 'env', 'user', 'image', 'command', 'mount'), (text, field) => {
        const settings = {
          list: { flags: { 'admission-control': ['A', text] } },
          env: { env: { X: text } },
          user: { user: text },
          image: { image: `r.lab/${text}:1` },
          command: { command: `/usr/bin/${text}` },
          mount: { mounts: [{ source: `/srv/${text}`, target: `/mnt/${text}`, options: [text] }] },
        }[field];
        check(specWith('kube-apiserver', settings ?? {}), (tree) => {
          const argv = argvOf(tree, 'kube-apiserver.service');
          const given = (option: string) => argv.flatMap((word, at) => (argv[at - 1] === option ? [word] : []));
          if (field === 'list') expect(argv).toContain(`--admission-control=A,${text}`);
          if (field === 'env') expect(given('--env')).toEqual([`X=${text}`]);
          if (field === 'user') expect(given('--user')).toEqual([text]);
          if (field === 'image') expect(argv).toContain(`r.lab/${text}:1`);
          if (field === 'command') expect(given('--entrypoint')).toEqual([`/usr/bin/${text}`]);
          if (field === 'mount') expect(given('--volume')).toContain(`/srv/${text}:/mnt/${text}:${text}`);
        });
      }),
      runs(10),
    );
  });
});

describe('system container', () => {
  test('etcd’s flags reach its environment, arguments its command line', () => {
    fc.assert(
      fc.property(hostile, hostile, (flag, word) => {
        check(specWith('etcd', { flags: { 'log-package-levels': flag }, args: [word], env: { Y: flag } }), (tree) => {
          expect(environmentOf(tree, 'etcd.service').ETCD_LOG_PACKAGE_LEVELS).toBe(flag);
          const config: unknown = JSON.parse(fileOf(tree, 'var/lib/containers/atomic/etcd.0/config.json').content);
          expect(config).toMatchObject({ process: { args: ['/usr/local/bin/etcd', word] } });
          expect(JSON.stringify(config)).toContain(JSON.stringify(`Y=${flag}`));
        });
      }),
      few,
    );
  });
  for (const delivery of ['env-files', 'arguments']) {
    test(`flanneld’s flags and arguments, by ${delivery}`, () => {
      fc.assert(
        fc.property(hostile, hostile, hostile, (endpoints, flag, word) => {
          const flags = { 'etcd-endpoints': endpoints, iface: flag };
          check(specWith('flanneld', { delivery, flags, args: [word], env: { FLANNELD_X: flag } }), (tree) => {
            const argv = launchedBy(tree, 'flanneld.service');
            expect(argv).toEqual([
              '/opt/bin/flanneld',
              `${delivery === 'arguments' ? '-' : ''}-etcd-endpoints=${endpoints}`,
              `${delivery === 'arguments' ? '-' : ''}-etcd-prefix=/atomic.io/network`,
              `--iface=${flag}`,
              word,
            ]);
            const config = fileOf(tree, 'var/lib/containers/atomic/flanneld.0/config.json').content;
            expect(config).toContain(JSON.stringify(`FLANNELD_X=${flag}`));
          });
        }),
        few,
      );
    });
  }
  test('what flannel itself may be told', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('etcdPrefix', 'network', 'version'), (text, field) => {
        const value = { etcdPrefix: `/a${text}`, network: text, version: `0.7.1${text}` }[field];
        const spec = { ...JSON.parse(specWith('flanneld', {})), flannel: { [field]: value } };
        check(JSON.stringify(spec), (tree) => {
          const words = argvOf(tree, 'flannel-network-config.service');
          if (field === 'etcdPrefix') expect(words[4]).toBe(`/a${text}/config`);
          if (field === 'network') expect(fileOf(tree, 'etc/flanneld/network.json').content).toContain(`"${text}"`);
        });
      }),
      runs(10),
    );
  });
  test('the variable of docker', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const spec = { ...JSON.parse(specWith('flanneld', {})), host: { os: 'debian', dockerNetworkVariable: text } };
        check(JSON.stringify(spec), (tree) => {
          const unit = fileOf(tree, 'etc/systemd/system/flanneld.service').content;
          expect(unit).toContain(`/docker-opts --late=restart ${text} /run/flannel/docker\n`);
        });
      }),
      few,
    );
  });
  test('paths of state and certificates', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        check(specWith('etcd', { dataDir: `/var/lib/x${text}` }), (tree) => {
          expect(environmentOf(tree, 'etcd.service').ETCD_DATA_DIR).toBe(`/var/lib/x${text}/default.etcd`);
        });
      }),
      few,
    );
  });
});

const nodeSpec = (more: object, kubelet: object) =>
  JSON.stringify({
    host: { os: 'centos-atomic' },
    images: { mirror: 'registry.lab:5000' },
    kubernetes: { version: '1.7.3' },
    hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane', 'node'] } },
    components: { kubelet },
    ...more,
  });

describe('a node', () => {
  for (const target of ['docker', 'host']) {
    test(`the kubelet’s directories, socket, login and domain under ${target}`, () => {
      fc.assert(
        fc.property(hostile, fc.constantFrom('root', 'cni', 'socket', 'login', 'domain'), (text, field) => {
          const path = `/srv/x${text}`;
          const kubelet = {
            root: { dataDir: path },
            cni: { cni: { binDir: path, confDir: `/etc/y${text}` } },
            socket: { criSocket: `unix://${path}` },
            login: {},
            domain: {},
          }[field];
          const more = {
            ...(field === 'login' && { pki: { kubeconfigs: { kubelet: `/etc/kubernetes/${text}/k` } } }),
            ...(field === 'domain' && { kubernetes: { version: '1.7.3', clusterDomain: text } }),
          };
          const expected = {
            root: [`--root-dir=${path}`],
            cni: [`--cni-bin-dir=${path}`, `--cni-conf-dir=/etc/y${text}`],
            socket: [`--container-runtime-endpoint=unix://${path}`],
            login: [`--kubeconfig=/etc/kubernetes/${text}/k`],
            domain: [`--cluster-domain=${text}`],
          }[field];
          check(nodeSpec(more, { target, ...kubelet }), (tree) => {
            const argv = argvOf(tree, 'kubelet.service');
            expect(argv).toEqual(expect.arrayContaining(expected));
            const lines = fileOf(tree, 'etc/tmpfiles.d/kubelet.conf').content.split('\n');
            expect(lines.length).toBe(field === 'cni' ? 6 : 4);
            if (target !== 'docker') return;
            if (field === 'root') expect(argv).toContain(`${path}:${path}:slave`);
            if (field === 'cni') expect(argv).toContain(`${path}:${path}:ro`);
          });
        }),
        runs(10),
      );
    });
  }
  test('a program of the host: words, environment, user and command', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom('word', 'env', 'user', 'command'), (text, other, field) => {
        const settings = {
          word: { flags: { 'feature-gates': text }, args: [other] },
          env: { env: { X: text } },
          user: { user: text },
          command: { command: `/usr/bin/${text}` },
        }[field];
        check(nodeSpec({}, { target: 'host', ...settings }), (tree) => {
          const argv = argvOf(tree, 'kubelet.service');
          const { content } = fileOf(tree, 'etc/systemd/system/kubelet.service');
          const unit = parseUnit(encodeBytes(content)).assignments;
          if (field === 'word') expect(argv.slice(-2)).toEqual([`--feature-gates=${text}`, other]);
          if (field === 'command') expect(argv[0]).toBe(`/usr/bin/${text}`);
          if (field === 'env') {
            const line = unit.find(({ key }) => key === 'Environment');
            expect(parseEnvironment(line?.value ?? '', {})).toMatchObject({
              assignments: [{ name: 'X', value: text }],
              problems: [],
            });
          }
          if (field === 'user') {
            const names = unit.filter(({ key }) => key === 'User' || key === 'Group').map(({ value }) => value);
            expect(names.join(':')).toBe(text);
          }
        });
      }),
      runs(10),
    );
  });
});

test('an etcd that runs elsewhere: endpoints and its certificates', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, isFile) => {
      const scheme = isFile ? 'https' : 'http';
      const endpoint = isFile ? 'https://10.0.0.11:2379' : `http://${text}:2379`;
      const spec: unknown = JSON.parse(specWith('kube-apiserver', { delivery: 'arguments' }));
      const more = {
        etcd: { external: { endpoints: [endpoint, `${scheme}://10.0.0.12:2379`] } },
        hosts: { 'master-1': { address: '192.168.122.2', roles: ['control-plane'] } },
        ...(isFile && { pki: { etcd: { dir: `/srv/x${text}`, ca: 'ca', client: { cert: `c${text}`, key: 'k' } } } }),
      };
      check(JSON.stringify({ ...Object(spec), ...more }), (tree) => {
        const argv = argvOf(tree, 'kube-apiserver.service');
        expect(argv).toContain(`--etcd-servers=${endpoint},${scheme}://10.0.0.12:2379`);
        if (isFile) expect(argv).toContain(`--etcd-certfile=/srv/x${text}/c${text}`);
      });
    }),
    few,
  );
});

test('`unit:` is systemd’s own syntax: carried as written, in its section', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      check(specWith('kube-scheduler', { unit: { Service: { 'X-Note': text } } }), (tree) => {
        expect(fileOf(tree, 'etc/systemd/system/kube-scheduler.service').content).toContain(`\nX-Note=${text}\n`);
      });
    }),
    few,
  );
});

test('the cloud’s configuration and repositories: sections, keys and values are read back, or refused', () => {
  const readBack = (text: string) => {
    const parsed = parseIni(text);
    return parsed.ok ? new Map([...parsed.tree].map(([name, keys]) => [name, Object.fromEntries(keys)])) : parsed;
  };
  const file = (tree: Parameters<typeof argvOf>[0], path: string) => readBack(fileOf(tree, path).content);
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom('value', 'list', 'key', 'section', 'repository', 'repositoryKey'),
      (text, field) => {
        const configs: Readonly<Record<string, Readonly<Record<string, object>>>> = {
          value: { Global: { region: text } },
          list: { Global: { zone: ['a', text] } },
          key: { Global: { [`k${text}`]: 'v' } },
          section: { [`S${text}`]: { k: 'v' } },
        };
        const files: typeof configs = {
          repository: { lab: { baseurl: `http://a/${text}` } },
          repositoryKey: { [`lab${text}`]: { [`k${text}`]: 'v', baseurl: 'http://a/' } },
        };
        const [config, repositories] = [configs[field], files[field]];
        const spec: unknown = JSON.parse(specWith('kube-scheduler', {}));
        const more = {
          ...(config && { cloud: { provider: 'openstack', config } }),
          ...(repositories && { packages: { repositories } }),
        };
        check(JSON.stringify({ ...Object(spec), ...more }), (tree) => {
          if (config !== undefined) {
            const [[section, keys] = ['', {}]] = Object.entries(config);
            expect(file(tree, 'etc/kubernetes/cloud.conf')).toEqual(new Map([[section, keys]]));
          }
          for (const [name, keys] of Object.entries(repositories ?? {})) {
            expect(file(tree, `etc/yum.repos.d/${name}.repo`)).toEqual(new Map([[name, { name, ...keys }]]));
          }
        });
      },
    ),
    runs(12),
  );
});

test('packages and the path of the cloud’s configuration', () => {
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, isPackage) => {
      const spec: unknown = JSON.parse(specWith('kube-apiserver', { delivery: 'arguments' }));
      const more = isPackage
        ? { packages: { install: [`a${text}`] } }
        : { cloud: { provider: 'openstack', configFile: `/srv/${text}/cloud.conf` } };
      check(JSON.stringify({ ...Object(spec), ...more }), (tree) => {
        if (isPackage) expect(argvOf(tree, 'unitc-packages.service').slice(1)).toEqual([`a${text}`]);
        else {
          const argv = argvOf(tree, 'kube-apiserver.service');
          expect(argv).toContain(`--cloud-config=/srv/${text}/cloud.conf`);
          expect(argv).toContain(`/srv/${text}/cloud.conf:/srv/${text}/cloud.conf:ro`);
        }
      });
    }),
    few,
  );
});

describe('a service', () => {
  const serviceSpec = (settings: object) => {
    const spec: unknown = JSON.parse(specWith('kube-scheduler', {}));
    return JSON.stringify({ ...Object(spec), services: { exporter: settings } });
  };
  test('words, environment, user, image, program, mounts and state under docker', () => {
    const fields = fc.constantFrom('words', 'env', 'user', 'image', 'command', 'mount', 'option', 'dataDir');
    fc.assert(
      fc.property(hostile, hostile, fields, (text, other, field) => {
        const settings = {
          words: { flags: { 'a.b': text }, args: [other, { name: 'c', value: text }] },
          env: { env: { X: text } },
          user: { user: text },
          image: { image: `r.lab/${text}:1` },
          command: { command: `/usr/bin/${text}` },
          mount: { mounts: [{ source: `/srv/${text}`, target: `/mnt/${text}` }] },
          option: { mounts: [{ source: '/srv', options: [text] }] },
          dataDir: { dataDir: `/srv/${text}` },
        }[field];
        check(serviceSpec({ image: 'r.lab/a:1', ...settings }), (tree) => {
          const argv = argvOf(tree, 'exporter.service');
          const given = (option: string) => argv.flatMap((word, at) => (argv[at - 1] === option ? [word] : []));
          if (field === 'words') expect(argv.slice(-4)).toEqual(['r.lab/a:1', `--a.b=${text}`, other, `--c=${text}`]);
          if (field === 'env') expect(given('--env')).toEqual([`X=${text}`]);
          if (field === 'user') expect(given('--user')).toEqual([text]);
          if (field === 'image') expect(argv.at(-1)).toBe(`r.lab/${text}:1`);
          if (field === 'command') expect(given('--entrypoint')).toEqual([`/usr/bin/${text}`]);
          if (field === 'mount') expect(given('--volume')).toEqual([`/srv/${text}:/mnt/${text}`]);
          if (field === 'option') expect(given('--volume')).toEqual([`/srv:/srv:${text}`]);
          if (field === 'dataDir') expect(given('--volume')).toEqual([`/srv/${text}:/srv/${text}:rw`]);
        });
      }),
      runs(12),
    );
  });
  for (const target of ['system-container', 'host']) {
    test(`words, program and environment under ${target}`, () => {
      fc.assert(
        fc.property(hostile, hostile, (text, other) => {
          const settings = {
            target,
            command: `/usr/bin/b${other}`,
            flags: { a: text },
            args: [other],
            env: { X: text },
          };
          check(serviceSpec({ ...settings, ...(target === 'host' ? {} : { image: 'r.lab/a:1' }) }), (tree) => {
            const run = target === 'host' ? argvOf : launchedBy;
            expect(run(tree, 'exporter.service')).toEqual([`/usr/bin/b${other}`, `--a=${text}`, other]);
            if (target === 'host') return;
            const config = fileOf(tree, 'var/lib/containers/atomic/exporter.0/config.json').content;
            expect(config).toContain(JSON.stringify(`X=${text}`));
          });
        }),
        few,
      );
    });
  }
});

test('the path of credentials, for helpers and for a kubelet', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom('docker', 'host'), (text, target) => {
      const spec = { ...JSON.parse(nodeSpec({}, { target })) };
      const pullSecret = `/srv/x${text}/docker.json`;
      check(JSON.stringify({ ...spec, images: { ...spec.images, pullSecret, insecure: true } }), (tree) => {
        if (target === 'docker') {
          const [line = ''] = /^pull_secret=.*$/m.exec(fileOf(tree, 'etc/unitc/images.conf').content) ?? [];
          expect(splitShellWords(line)).toEqual({ ok: true, words: [`pull_secret=${pullSecret}`] });
        }
        expect(fileOf(tree, 'etc/tmpfiles.d/kubelet.conf').content).toContain(
          '\nL /var/lib/kubelet/config.json - - - - /srv/x',
        );
        if (target === 'docker') expect(argvOf(tree, 'kubelet.service')).toContain(`/srv/x${text}:/srv/x${text}:ro`);
      });
    }),
    few,
  );
});

test('capabilities, resources and SELinux types: carried as written, or refused', () => {
  const fields = fc.constantFrom('capabilities', 'memory', 'cpus', 'selinux');
  fc.assert(
    fc.property(hostile, fields, fc.constantFrom('docker', 'system-container', 'host'), (text, field, target) => {
      const settings = {
        capabilities: { capabilities: ['CAP_KILL', `CAP_${text}`] },
        memory: { resources: { memory: text } },
        cpus: { resources: { cpus: text } },
        selinux: { selinux: { type: `${text}_t` } },
      }[field];
      const image = target === 'host' ? {} : { image: 'r.lab/a:1' };
      const spec: unknown = JSON.parse(specWith('kube-scheduler', {}));
      const services = { exporter: { target, command: '/bin/a', ...image, ...settings } };
      check(JSON.stringify({ ...Object(spec), services }), (tree) => {
        const unit = fileOf(tree, 'etc/systemd/system/exporter.service').content;
        const config = tree.get('var/lib/containers/atomic/exporter.0/config.json');
        const written = config?.type === 'file' ? config.content : unit;
        if (field === 'selinux') expect(written).toContain(`${target === 'docker' ? 'type:' : 'system_r:'}${text}_t`);
        if (field === 'capabilities') expect(written).toContain(text);
      });
    }),
    runs(12),
  );
});

describe('kubeadm', () => {
  const kubeadmSpec = (version: string, settings: object, discovery = '/etc/kubernetes/d.conf') =>
    JSON.stringify({
      host: { os: 'fedora-coreos' },
      kubernetes: { version, kubeadm: true },
      etcd: { version: '3.5.21' },
      pki: { kubeconfigs: { discovery } },
      hosts: {
        'master-1': { address: '192.0.2.1', roles: ['etcd', 'control-plane'] },
        node: { address: '192.0.2.2', roles: ['node'] },
      },
      components: settings,
    });
  const documents = (tree: Parameters<typeof argvOf>[0]): unknown[] =>
    parseAllDocuments(fileOf(tree, 'etc/kubernetes/kubeadm.yaml').content).map((one): unknown => one.toJS());

  test('flags, arguments, environments and mounts stand in its documents', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (flag, value, name) => {
        const apiserver = {
          flags: { 'feature-gates': flag },
          args: [{ name: 'runtime-config', value }],
          env: { X: flag },
          mounts: [{ source: `/srv/${name}`, target: `/mnt/${name}` }],
        };
        check(
          kubeadmSpec('1.35.0', { 'kube-apiserver': apiserver, kubelet: { flags: { 'node-ip': flag } } }),
          (tree) => {
            expect(documents(tree)).toMatchObject([
              { nodeRegistration: { kubeletExtraArgs: [{ name: 'node-ip', value: flag }] } },
              {
                apiServer: {
                  extraArgs: [
                    { name: 'feature-gates', value: flag },
                    { name: 'runtime-config', value },
                  ],
                  extraEnvs: [{ name: 'X', value: flag }],
                  extraVolumes: [{ hostPath: `/srv/${name}`, mountPath: `/mnt/${name}` }],
                },
              },
              {},
            ]);
          },
        );
      }),
      runs(7),
    );
  });

  test('the kubelet gets its words, whatever they are', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (flag, word, directory) => {
        const kubelet = {
          flags: { 'node-ip': flag },
          args: [word],
          env: { Y: flag },
          cni: { binDir: `/opt/${directory}` },
        };
        check(kubeadmSpec('1.10.13', { kubelet }), (tree) => {
          const unit = 'kubelet.service.d/10-kubeadm.conf';
          const argv = argvOf(tree, unit);
          expect(argv.slice(-2)).toEqual([`--node-ip=${flag}`, word]);
          expect(argv).toContain(`--cni-bin-dir=/opt/${directory}`);
          expect(environmentOf(tree, unit).Y).toBe(flag);
        });
      }),
      runs(7),
    );
  });

  test('where the discovery file is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { trees, diagnostics } = compileText(kubeadmSpec('1.20.2', {}, `/etc/${text}`));
        const tree = trees.get('node');
        if (tree === undefined) expect(hasErrors(diagnostics)).toBe(true);
        else expect(documents(tree)).toMatchObject([{ discovery: { file: { kubeConfigPath: `/etc/${text}` } } }]);
      }),
      few,
    );
  });
});

test('what atomic is told: one word each, in an image that is not known; flags of etcd in its file', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom('value', 'name', 'flag', 'option', 'mount'), (text, field) => {
      const name = field === 'name' ? `N${text}` : 'NOTE';
      const etcd = {
        form: 'install',
        image: 'registry.lab:5000/lab/etcd:1',
        set: { [name]: field === 'value' ? text : 'x' },
        ...(field === 'flag' && { flags: { 'log-package-levels': text } }),
        ...(field === 'mount' && { mounts: [{ source: `/srv/${text}`, target: `/mnt/${text}` }] }),
      };
      const flanneld = {
        form: 'install',
        image: 'registry.lab:5000/lab/flannel:1',
        ...(field === 'option' && { args: [text] }),
      };
      const spec: unknown = JSON.parse(specWith('etcd', etcd));
      const components = { etcd, flanneld };
      check(JSON.stringify({ ...Object(spec), host: { os: 'fedora-atomic' }, components }), (tree) => {
        const words = argvOf(tree, 'unitc-install-etcd.service');
        const set = words.flatMap((word, at) => (words[at - 1] === '--set' ? [word] : []));
        expect(set).toContain(`${name}=${field === 'value' ? text : 'x'}`);
        expect(words.at(-1)).toBe('registry.lab:5000/lab/etcd:1');
        const mount = { type: 'bind', source: `/srv/${text}`, destination: `/mnt/${text}`, options: ['rbind'] };
        if (field === 'mount') expect(set).toContain(`ADDTL_MOUNTS=,${JSON.stringify(mount)}`);
        const read = (path: string) => Object.fromEntries(effectiveEnvironment([envFile(tree, path)]));
        if (field === 'flag') expect(read('etc/etcd/etcd.conf').ETCD_LOG_PACKAGE_LEVELS).toBe(text);
        if (field === 'option') expect(read('etc/sysconfig/flanneld').FLANNEL_OPTIONS).toBe(text);
      });
    }),
    runs(12),
  );
});

function envFile(tree: Parameters<typeof argvOf>[0], path: string) {
  return parseEnvFile(encodeBytes(fileOf(tree, path).content));
}
