/** The install form: what atomic is told for which image, what stands beside its unit, what is said of the rest. */
import { describe, expect, test } from 'vitest';
import { codesOf, compileText, fileOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const pki = {
  etcd: { ca: 'ca.crt', server: { cert: 's.crt', key: 's.key' }, client: { cert: 'c.crt', key: 'c.key' } },
};

function compiled(components: object, more: object = {}) {
  return compileText(
    JSON.stringify({
      host: { os: 'fedora-atomic', release: '27' },
      images: { mirror: 'registry.lab:5000' },
      flannel: {},
      hosts: {
        'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] },
        'node-1': { address: '192.168.122.3', roles: ['node'] },
      },
      components,
      ...more,
    }),
  );
}

function treeOf(components: object, more: object = {}, host = 'master-1') {
  const result = compiled(components, more);
  const tree = result.trees.get(host);
  if (tree === undefined) throw new Error(`does not compile: ${codesOf(result)}`);
  return tree;
}

const command = (tree: ReturnType<typeof treeOf>, name: string) =>
  argvOf(tree, `unitc-install-${name}.service`).slice(3);
const atomic = (name: string) => ['atomic', 'install', '--system', '--system-package=no', '--name', name];
const both = { etcd: { form: 'install' }, flanneld: { form: 'install' } };

describe('the one command', () => {
  test('of the images of Fedora 27 has nothing that these read from files', () => {
    const tree = treeOf(both);
    expect(command(tree, 'etcd')).toEqual([...atomic('etcd'), 'registry.lab:5000/f27/etcd:0.1']);
    expect(command(tree, 'flanneld')).toEqual([
      ...[...atomic('flanneld'), '--set', 'REQUIRED_BY='],
      'registry.lab:5000/f27/flannel:0.1',
    ]);
    expect(fileOf(tree, 'etc/etcd/etcd.conf').content).toContain('\nETCD_NAME="master-1"\n');
    expect(fileOf(tree, 'etc/sysconfig/flanneld').content).toContain(
      '\nFLANNEL_ETCD_ENDPOINTS="http://192.168.122.2:2379"\n',
    );
  });

  test('of an image that is not known has every generation’s values as well', () => {
    const tree = treeOf({
      etcd: { form: 'install', image: 'docker.io/gscrivano/etcd:1' },
      flanneld: { form: 'install', image: 'docker.io/gscrivano/flannel:1' },
    });
    expect(command(tree, 'etcd')).toEqual([
      ...atomic('etcd'),
      ...['--set', 'ETCD_NAME=master-1'],
      ...['--set', 'ETCD_LISTEN_CLIENT_URLS=http://192.168.122.2:2379,http://127.0.0.1:2379'],
      ...['--set', 'ETCD_ADVERTISE_CLIENT_URLS=http://192.168.122.2:2379'],
      ...['--set', 'ETCD_LISTEN_PEER_URLS=http://192.168.122.2:2380'],
      ...['--set', 'ETCD_INITIAL_ADVERTISE_PEER_URLS=http://192.168.122.2:2380'],
      ...['--set', 'ETCD_INITIAL_CLUSTER=master-1=http://192.168.122.2:2380'],
      'docker.io/gscrivano/etcd:1',
    ]);
    expect(command(tree, 'flanneld')).toEqual([
      ...atomic('flanneld'),
      ...['--set', 'ETCD_ENDPOINTS=http://192.168.122.2:2379'],
      ...['--set', 'FLANNELD_ETCD_ENDPOINTS=http://192.168.122.2:2379'],
      ...['--set', 'FLANNELD_ETCD_PREFIX=/atomic.io/network'],
      ...['--set', 'REQUIRED_BY='],
      'docker.io/gscrivano/flannel:1',
    ]);
  });

  test('carries `set` by layers, and null takes a value of ours away', () => {
    const tree = treeOf(
      {
        etcd: { form: 'install', set: { ETCD_SNAPSHOT_COUNT: 5000, STATE_DIRECTORY: '/srv' } },
        flanneld: { form: 'install', set: { REQUIRED_BY: null, AFTER: 'a.service' } },
      },
      { roles: { etcd: { components: { etcd: { set: { ETCD_SNAPSHOT_COUNT: '7000' } } } } } },
    );
    const set = (name: string) => command(tree, name).filter((word) => /^[A-Z_]+=/.test(word));
    expect(set('etcd')).toEqual(['ETCD_SNAPSHOT_COUNT=7000', 'STATE_DIRECTORY=/srv']);
    expect(set('flanneld')).toEqual(['AFTER=a.service']);
  });

  test('names an insecure registry as such', () => {
    const images = { mirror: 'registry.lab:5000', insecure: true };
    expect(command(treeOf(both, { images }), 'etcd').at(-1)).toBe('http:registry.lab:5000/f27/etcd:0.1');
    const other = { ...both, etcd: { form: 'install', image: 'r.lab/f27/etcd:1' } };
    expect(command(treeOf(other, { images }), 'etcd').at(-1)).toBe('r.lab/f27/etcd:1');
  });

  test('mounts what the image of etcd does not: certificates elsewhere, and the spec’s mounts', () => {
    const tree = treeOf(
      { etcd: { form: 'install', mounts: [{ source: '/srv/a', target: '/mnt', options: ['ro'] }] } },
      { pki: { etcd: { ...pki.etcd, dir: '/etc/pki/etcd' } } },
    );
    const [value = ''] = command(tree, 'etcd').filter((word) => word.startsWith('ADDTL_MOUNTS='));
    expect(value).toBe(
      'ADDTL_MOUNTS=,{"type":"bind","source":"/etc/pki/etcd","destination":"/etc/pki/etcd","options":["rbind","ro"]}' +
        ',{"type":"bind","source":"/srv/a","destination":"/mnt","options":["rbind","ro"]}',
    );
    expect(treeOf(both).get('etc/systemd/system/unitc-install-etcd.service')).not.toHaveProperty(
      'content',
      expect.stringContaining('ADDTL_MOUNTS'),
    );
  });
});

describe('beside it', () => {
  test('neither the unit nor the tmpfiles file nor the bundle, which atomic refuses or makes', () => {
    for (const host of ['master-1', 'node-1']) {
      const paths = [...treeOf(both, {}, host)].map(({ path }) => path);
      for (const name of ['etcd', 'flanneld']) {
        expect(paths).not.toContain(`etc/systemd/system/${name}.service`);
        expect(paths).not.toContain(`etc/tmpfiles.d/${name}.conf`);
      }
      expect(paths.filter((path) => path.startsWith('var/'))).toEqual([]);
    }
  });

  test('the unit comes before docker and before what needs the container', () => {
    const unit = (name: string) => fileOf(treeOf(both), `etc/systemd/system/unitc-install-${name}.service`).content;
    expect(unit('etcd')).toContain(
      '\nBefore=etcd.service docker.service flannel-network-config.service flanneld.service kube-apiserver.service\n',
    );
    expect(unit('etcd')).toContain('\nWantedBy=multi-user.target docker.service ');
    expect(unit('flanneld')).toContain('\nBefore=flanneld.service docker.service\n');
  });

  test('a drop-in with `unit`, and docker’s options where docker looks for them', () => {
    const tree = treeOf({ ...both, flanneld: { form: 'install', unit: { Service: { Nice: 5 } } } });
    const dropIn = fileOf(tree, 'etc/systemd/system/flanneld.service.d/50-unitc.conf').content;
    expect(dropIn).toContain('\n[Service]\nNice=5\n');
    expect(dropIn).toContain('DOCKER_NETWORK_OPTIONS /run/flannel/docker /run/flanneld/subnet.env\n');
    expect(fileOf(tree, 'etc/systemd/system/docker.service.d/50-flannel.conf').content).toContain(
      '\nEnvironmentFile=-/run/flannel/docker\n',
    );
    expect(fileOf(tree, 'etc/tmpfiles.d/unitc-flanneld.conf').content).toContain(
      '\nd /run/flannel 0755 root root - -\n',
    );
  });

  test('a health check that logs in with the client’s certificate, on systemd 219 too', () => {
    const tree = treeOf(
      { etcd: { form: 'install', image: 'r.lab/f27/etcd:1' } },
      { pki, host: { os: 'centos-atomic' } },
    );
    const dropIn = fileOf(tree, 'etc/systemd/system/etcd.service.d/50-unitc.conf').content;
    expect(dropIn).toContain('--cert=/etc/etcd/certs/c.crt \\\n    --key=/etc/etcd/certs/c.key -- etcd\n');
    expect(dropIn).toContain('\nStartLimitInterval=0\n');
    expect(dropIn).not.toContain('StartLimitIntervalSec');
  });

  test('files of the administrator, copied before the image would put its own there', () => {
    const tree = treeOf({ ...both, etcd: { form: 'install', configFiles: 'admin' } });
    const line = '\nExecStartPre=/usr/local/libexec/unitc/copy-defaults /etc/tmpfiles.d/unitc-etcd.conf\n';
    for (const unit of ['unitc-install-etcd.service', 'etcd.service.d/50-unitc.conf']) {
      expect(fileOf(tree, `etc/systemd/system/${unit}`).content).toContain(line);
    }
    expect(fileOf(tree, 'etc/tmpfiles.d/unitc-etcd.conf').content).toContain(
      '\nC /etc/etcd/etcd.conf - - - - /etc/unitc/defaults/etc/etcd/etcd.conf\n',
    );
    expect(fileOf(tree, 'etc/unitc/defaults/etc/etcd/etcd.conf').content).toContain('\nETCD_NAME="master-1"\n');
    expect(fileOf(tree, 'etc/systemd/system/unitc-install-flanneld.service').content).not.toContain('ExecStartPre');
  });

  test('an etcdctl that knows where to look', () => {
    const wrapper = fileOf(treeOf(both), 'usr/local/bin/etcdctl').content;
    expect(wrapper).toContain('systemctl status unitc-install-etcd.service');
    expect(wrapper).toContain('\nprogram=/usr/bin/etcdctl\n');
    expect(wrapper).toContain('\nvisible=/etc/etcd\n');
  });
});

describe('what cannot be', () => {
  const messages = (components: object, more: object = {}) =>
    compiled(components, more).diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`);

  test.each<[string, object, object, string[]]>([
    [
      'a program without the form',
      { 'kube-apiserver': { target: 'system-container', form: 'install' } },
      {},
      ['error UC180 `kube-apiserver` has no install form'],
    ],
    [
      'upstream’s images',
      { etcd: { form: 'install', family: 'upstream' } },
      {},
      ['error UC180 the family `upstream` has no image of `etcd` that atomic installs'],
    ],
    [
      'certificates that flannel’s image does not see',
      { flanneld: { form: 'install', flags: { 'etcd-cafile': '/etc/flanneld/ca.crt', 'etcd-keyfile': null } } },
      { pki },
      ['error UC181 the image of `flanneld` does not see `/etc/etcd/certs/c.crt`'],
    ],
    [
      'words that the start script would split',
      { flanneld: { form: 'install', args: ['--iface=b c', '*'] } },
      {},
      [
        'error UC181 the start script of the image cannot pass on `--iface=b c` as one word',
        'error UC181 the start script of the image cannot pass on `*` as one word',
      ],
    ],
    [
      '[Install] in a drop-in',
      { etcd: { form: 'install', unit: { Install: { WantedBy: 'a.target' } } } },
      {},
      ['error UC181 `WantedBy` of [Install] cannot stand in a drop-in of atomic’s unit'.replace('’', "'")],
    ],
    [
      'a second etcd whose certificates are the first one’s business',
      {
        'etcd-events': { kind: 'etcd', on: ['etcd'], form: 'install', ports: { client: 2381, peer: 2382 } },
      },
      { pki: { etcd: { ca: '/etc/etcd/ca.crt', server: { cert: '/srv/s.crt', key: '/srv/s.key' } } } },
      ['error UC181 the image of `etcd-events` sees /etc/etcd-events as /etc/etcd, and not `/etc/etcd/ca.crt`'],
    ],
    [
      'values that nobody reads',
      {
        etcd: { form: 'install', set: { NAME: 'x', ETCD_NAME: 'y', ETCD_AUTO_COMPACTION_RETENTION: 1 } },
        flanneld: { form: 'install', set: { FLANNELD_ETCD_PREFIX: '/x' } },
      },
      {},
      [
        'warning UC182 atomic sets `NAME` itself',
        'warning UC182 `ETCD_NAME` is read from /etc/etcd/etcd.conf, whatever atomic is told',
        'warning UC182 the image of `etcd` has no variable `ETCD_AUTO_COMPACTION_RETENTION`',
        'warning UC182 `FLANNELD_ETCD_PREFIX` is read from /etc/sysconfig/flanneld, whatever atomic is told',
      ],
    ],
    [
      'values that break the image',
      { etcd: { form: 'install', set: { ETCD_CORS: 'a"b', ADDTL_MOUNTS: '{}', RUN_DIRECTORY: '/x' } } },
      {},
      [
        'error UC183 the value of `ETCD_CORS` would break the JSON text that atomic puts it into',
        'error UC183 `ADDTL_MOUNTS` is not a comma and JSON objects with commas between them',
        'error UC183 `RUN_DIRECTORY` is not free to choose: files and units of the host rely on it',
      ],
    ],
    [
      'credentials of docker',
      { etcd: { form: 'install' } },
      { images: { mirror: 'registry.lab:5000', pullSecret: '/etc/unitc-secrets/docker.json' } },
      ['warning UC182 atomic installs `etcd` without `pullSecret`'],
    ],
    [
      'mounts twice',
      { etcd: { form: 'install', mounts: [{ source: '/srv' }], set: { ADDTL_MOUNTS: ',{}' } } },
      {},
      ['error UC183 `mounts` and `ADDTL_MOUNTS` are the same thing, written twice'],
    ],
    [
      'settings of the rendered form, and the other way round',
      {
        etcd: { form: 'install', dataDir: '/srv/etcd', pull: 'always', env: { A: 1 }, user: '1', args: ['-x'] },
        flanneld: { set: { AFTER: 'a' } },
        'kube-apiserver': { form: 'install' },
      },
      {},
      [
        ...['dataDir', 'pull', 'env', 'user', 'args'].map(
          (key) => `\`${key}\` has no effect with the form \`install\``,
        ),
        '`set` has no effect with the form `rendered`',
        '`form` has no effect with the target `docker`',
      ].map((message) => `warning UC153 ${message}`),
    ],
  ])('%s', (_name, components, more, expected) => {
    expect(messages(components, more)).toEqual(expected);
  });
});
