/** Names, sources and the choice of tools; test/oracle/helpers-fetch-rootfs.test.ts unpacks with the real ones. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';

const image = 'registry.lab:5000/coreos/etcd:v3.1.0';

class Host {
  readonly directory = temporaryDirectory();
  readonly base = join(this.directory, 'atomic');
  readonly bundle = join(this.base, 'etcd.0');
  readonly path = join(this.directory, 'path');
  readonly log = join(this.directory, 'log');

  constructor(tools: Record<string, string> = {}, user = 0) {
    mkdirSync(this.bundle, { recursive: true });
    mkdirSync(this.path);
    writeFileSync(join(this.bundle, 'info'), `${JSON.stringify({ image, created: 0 }, null, 2)}\n`);
    const scripts = Object.entries(tools).map(([name, then]) => [name, recorder(this.log, then)]);
    fillPath(
      this.path,
      everyHost.filter((name) => name !== 'id' && name !== 'sync'),
      { ...Object.fromEntries(scripts), id: `#!/bin/sh\necho ${user}\n`, sync: '#!/bin/sh\n' },
    );
  }

  fetch(...args: string[]): Promise<Ran> {
    const env = {
      PATH: this.path,
      ATOMIC_OSTREE_CHECKOUT_PATH: this.base,
      UNITC_IMAGES_CONF: join(this.directory, 'images.conf'),
    };
    return run(helperPath('fetch-rootfs'), args, { env, cwd: this.directory });
  }

  /** The calls of the tools, with the part of their paths that differs between runs left out. */
  calls(): string[] {
    const work = new RegExp(`${this.bundle}/\\.rootfs\\.fetch\\.\\d+`, 'g');
    return recorded(this.log).map((call) => call.join(' ').replaceAll(work, 'WORK'));
  }

  addRootfs(content: string): void {
    mkdirSync(join(this.bundle, 'rootfs'));
    writeFileSync(join(this.bundle, 'rootfs/which'), content);
  }

  which(): string {
    return readFileSync(join(this.bundle, 'rootfs/which'), 'utf8');
  }
}

const umoci = 'mkdir -p "$4/rootfs" && echo new >"$4/rootfs/which"';
const engine = `case $1 in
  load) echo "Loaded image: lab/etcd:1";;
  export) d=$(mktemp -d); echo new >"$d/which"; : >"$d/.dockerenv"; tar -C "$d" -cf - . ;;
esac`;

describe('fetch-rootfs', () => {
  it('takes the image that info names and makes the link', async () => {
    const host = new Host({ skopeo: '', umoci, podman: '', docker: '' });
    const ran = await host.fetch('etcd');
    expect(ran.stderr).toBe(`fetch-rootfs: fetching ${image} through skopeo and umoci\n`);
    expect(ran.stdout).toBe(
      `fetch-rootfs: ${host.bundle}/rootfs is ${image}, unpacked through skopeo and umoci; ${host.base}/etcd -> etcd.0\n`,
    );
    expect(ran.status).toBe(0);
    expect(host.calls()).toEqual([
      `skopeo copy docker://${image} oci:WORK/image:rootfs`,
      'umoci unpack --image WORK/image:rootfs WORK/unpacked',
    ]);
    expect(host.which()).toBe('new\n');
    expect(readlinkSync(join(host.base, 'etcd'))).toBe('etcd.0');
    expect(readdirSync(host.bundle)).toEqual(['fetched', 'info', 'rootfs']);
  });

  it.each<[string, string[]]>([
    ['podman', [`pull ${image}`]],
    ['docker', [`pull ${image}`]],
  ])('else %s', async (tool, first) => {
    const host = new Host({ skopeo: '', [tool]: engine });
    expect(await host.fetch('etcd')).toMatchObject({
      status: 0,
      stderr: `fetch-rootfs: fetching ${image} through ${tool}\n`,
    });
    expect(host.calls()).toEqual(
      [
        ...first,
        'rm fetch-rootfs-etcd',
        `create --name fetch-rootfs-etcd ${image} none`,
        'export fetch-rootfs-etcd',
        'rm fetch-rootfs-etcd',
      ].map((call) => `${tool} ${call}`),
    );
    expect(readdirSync(join(host.bundle, 'rootfs'))).toEqual(['which']);
    expect(lstatSync(join(host.bundle, 'rootfs')).mode & 0o777).toBe(0o755);
  });

  it('loads an archive into docker', async () => {
    const host = new Host({ docker: engine });
    writeFileSync(join(host.directory, 'x.tar'), '');
    expect((await host.fetch('etcd', 'docker-archive:x.tar')).status).toBe(0);
    expect(host.calls()).toContain('docker load -i x.tar');
    expect(host.calls()).toContain('docker create --name fetch-rootfs-etcd lab/etcd:1 none');
  });

  it.each([
    [image, {}, 'takes skopeo and umoci, or podman, or docker; this host lacks skopeo umoci podman docker'],
    [image, { skopeo: '' }, 'takes skopeo and umoci, or podman, or docker; this host lacks umoci podman docker'],
    ['oci:oci', { docker: '' }, 'takes skopeo and umoci, or podman; this host lacks skopeo umoci podman'],
  ])('says what it lacks for %s with %j', async (source, tools, message) => {
    const host = new Host(tools);
    mkdirSync(join(host.directory, 'oci'));
    writeFileSync(join(host.directory, 'oci/index.json'), '{}');
    expect(await host.fetch('etcd', source)).toMatchObject({
      status: 69,
      stderr: `fetch-rootfs: ${source} ${message}\n`,
    });
  });

  it('records which image it is, and from where', async () => {
    const host = new Host({ skopeo: '', umoci });
    const fetched = () => readFileSync(join(host.bundle, 'fetched'), 'utf8');
    expect((await host.fetch('etcd')).status).toBe(0);
    expect(fetched()).toMatch(new RegExp(`^image=${image}\nsource=${image}\nat=\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z\n$`));
    writeFileSync(join(host.directory, 'x.tar'), '');
    expect((await host.fetch('etcd', 'docker-archive:x.tar')).status).toBe(0);
    expect(fetched()).toContain(`image=${image}\nsource=docker-archive:x.tar\n`);
  });

  it('brings it into another directory while the container runs', async () => {
    const host = new Host({ skopeo: '', umoci, runc: 'echo "  \\"status\\": \\"running\\","' });
    host.addRootfs('old\n');
    const into = join(host.bundle, '.next');
    expect((await host.fetch(`--into=${into}`, 'etcd')).stderr).toContain(`${into} is not a directory`);
    mkdirSync(into);
    expect(await host.fetch(`--into=${into}`, 'etcd')).toMatchObject({ status: 0 });
    expect(host.which()).toBe('old\n');
    expect(readdirSync(into)).toEqual(['fetched', 'rootfs']);
    expect(readdirSync(host.bundle)).toEqual(['.next', 'info', 'rootfs']);
  });

  it('replaces the old root file system', async () => {
    const host = new Host({ skopeo: '', umoci });
    host.addRootfs('old\n');
    expect((await host.fetch('etcd')).status).toBe(0);
    expect(host.which()).toBe('new\n');
  });

  it.each([
    ['skopeo fails', { skopeo: 'exit 1', umoci }, 'skopeo cannot copy'],
    ['umoci fails', { skopeo: '', umoci: 'exit 1' }, 'umoci cannot unpack'],
    ['the image is empty', { skopeo: '', umoci: 'mkdir -p "$4/rootfs"' }, 'is an image without files'],
    ['podman cannot export', { podman: `${engine}\n[ "$1" != export ]` }, 'podman cannot export'],
    ['podman has no image', { podman: 'exit 1' }, 'podman cannot pull'],
  ])('keeps the old one and leaves nothing behind when %s', async (_, tools, message) => {
    const host = new Host(tools);
    host.addRootfs('old\n');
    const ran = await host.fetch('etcd');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(message);
    expect(host.which()).toBe('old\n');
    expect(readdirSync(host.bundle)).toEqual(['info', 'rootfs']);
  });

  it('does not pull the floor from under a running container', async () => {
    const running = { skopeo: '', umoci, runc: 'echo "  \\"status\\": \\"running\\","' };
    const host = new Host(running);
    host.addRootfs('old\n');
    expect(await host.fetch('etcd')).toMatchObject({
      status: 1,
      stderr:
        'fetch-rootfs: the container etcd is running on the root file system to be replaced; first: systemctl stop etcd.service\n',
    });
    expect(host.which()).toBe('old\n');
    expect((await new Host(running).fetch('etcd')).status).toBe(0);
  });
});

describe('on a first boot, where docker alone can fetch', () => {
  const unit = 'unitc-rootfs-etcd.service';
  interface Boot {
    readonly jobs: readonly string[];
    readonly states: Readonly<Record<string, string>>;
    readonly before: Readonly<Record<string, string>>;
  }
  const boot: Boot = {
    jobs: ['12 docker.service start waiting', `10 ${unit} start running`, '11 etcd.service start waiting'],
    states: { [unit]: 'activating' },
    before: {
      [unit]: 'etcd.service shutdown.target',
      'etcd.service': 'multi-user.target flanneld.service kube-apiserver.service',
      'kube-apiserver.service': 'etcd.service',
      'flanneld.service': 'docker.service',
      'multi-user.target': 'docker.service',
    },
  };

  function systemctl({ jobs, states, before }: Boot): string {
    const answers = (of: Readonly<Record<string, string>>, key: string, otherwise: string) =>
      Object.entries({ ...of, '*': otherwise }).map(([name, value]) => `'${key} '${name}) echo '${key}=${value}';;`);
    return `if [ "$1" = list-jobs ]; then printf '%s\\n' ${jobs.map((job) => `'  ${job}'`).join(' ')}; exit; fi
case "$3 $4" in
${[...answers(states, 'ActiveState', 'inactive'), ...answers(before, 'Before', '')].join('\n')}
esac`;
  }

  const docker = async (host: Boot) => new Host({ docker: engine, systemctl: systemctl(host) }).fetch('etcd');

  it('says what docker waits for, and what cures it', async () => {
    const host = new Host({ docker: engine, systemctl: systemctl(boot) });
    expect(await host.fetch('etcd')).toMatchObject({
      status: 69,
      stderr: `fetch-rootfs: nothing but docker can fetch ${image} here, and docker starts only after etcd.service, which waits for this; install podman, or skopeo and umoci, or bring ${host.bundle}/rootfs by other means\n`,
    });
    expect(host.calls().filter((call) => call.startsWith('docker'))).toEqual([]);
    expect(readdirSync(host.bundle)).toEqual(['info']);
  });

  it.each<[string, Boot]>([
    ['a docker that is started again', { ...boot, jobs: ['9 docker.service restart running'] }],
    ['a docker that its socket starts', { ...boot, jobs: [] }],
  ])('says so of %s', async (_, host) => {
    expect((await docker(host)).status).toBe(69);
  });

  it.each<[string, Boot]>([
    ['there is podman', boot],
    ['docker runs', { ...boot, jobs: [], states: { ...boot.states, 'docker.service': 'active' } }],
    ['docker is on its way', { ...boot, jobs: ['12 docker.service start running'] }],
    ['docker comes after none of them', { ...boot, before: { ...boot.before, 'flanneld.service': '' } }],
    ['docker comes after what runs', { ...boot, states: { ...boot.states, 'flanneld.service': 'active' } }],
    ['somebody else calls it', { ...boot, states: { ...boot.states, [unit]: 'inactive' } }],
  ])('fetches where %s', async (what, host) => {
    if (what !== 'there is podman') expect((await docker(host)).status).toBe(0);
    else expect((await new Host({ podman: engine, systemctl: systemctl(host) }).fetch('etcd')).status).toBe(0);
  });
});

describe('an interrupted run', () => {
  it('of slot is completed first', async () => {
    const host = new Host({ skopeo: 'exit 1', umoci, flock: '' });
    mkdirSync(join(host.bundle, '.in/rootfs'), { recursive: true });
    writeFileSync(join(host.bundle, '.in/rootfs/which'), 'begun\n');
    expect((await host.fetch('etcd')).status).toBe(1);
    expect(host.which()).toBe('begun\n');
    expect(readdirSync(host.bundle)).toEqual(['info', 'rootfs']);
  });

  it('is cleared up by the next', async () => {
    const host = new Host({ skopeo: '', umoci });
    host.addRootfs('old\n');
    mkdirSync(join(host.bundle, '.rootfs.fetch.999999999/unpacked'), { recursive: true });
    expect((await host.fetch('etcd')).status).toBe(0);
    expect(readdirSync(host.bundle)).toEqual(['fetched', 'info', 'rootfs']);
  });

  it('gives back the old root file system even when the next one fails', async () => {
    const host = new Host({ skopeo: 'exit 1', umoci });
    mkdirSync(join(host.bundle, '.rootfs.fetch.999999999/replaced'), { recursive: true });
    writeFileSync(join(host.bundle, '.rootfs.fetch.999999999/replaced/which'), 'old\n');
    const ran = await host.fetch('etcd');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('an interrupted run is undone');
    expect(host.which()).toBe('old\n');
  });

  it('does not hide one that is still at work', async () => {
    const go = join(temporaryDirectory(), 'go');
    const host = new Host({ skopeo: `while [ ! -e '${go}' ]; do sleep 0.1; done`, umoci });
    const first = host.fetch('etcd');
    while (!readdirSync(host.bundle).some((name) => name.startsWith('.rootfs')))
      await new Promise((done) => setTimeout(done, 10));
    const second = await host.fetch('etcd');
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/another fetch-rootfs, process \d+, is at work in /);
    writeFileSync(go, '');
    expect((await first).status).toBe(0);
  });
});

describe('names and sources', () => {
  it.each(['..', '.', '', '../etcd', 'a/b', '-x', '.hidden', 'a b', 'a\nb', "a'b", 'etcd@1'])(
    'refuses the name %j',
    async (name) => {
      const host = new Host({ skopeo: '', umoci });
      const ran = await host.fetch(name);
      expect(ran.status).toBe(64);
      expect(ran.stderr).toContain('is not the name of a container');
      expect(existsSync(host.log)).toBe(false);
    },
  );

  it.each(['', '-v', 'a b', 'a\nb'])('refuses the source %j', async (source) => {
    const host = new Host({ skopeo: '', umoci });
    expect((await host.fetch('etcd', source)).status).toBe(64);
    expect(existsSync(host.log)).toBe(false);
  });

  it.each([
    [['etcd', 'oci:nowhere:1'], 'nowhere is not a directory with an OCI image'],
    [['etcd', 'oci-archive:nowhere'], 'there is no file nowhere'],
    [['etcd', 'docker-archive:nowhere'], 'there is no file nowhere'],
    [['flanneld'], "flanneld.0 is not there; unpack this host's compiled files first, or correct the name flanneld"],
  ])('says what is not there: %j', async (args, message) => {
    const ran = await new Host({ skopeo: '', umoci }).fetch(...args);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(message);
  });

  it.each(['{}', '{\n  "image": ""\n}', '{\n  "image": "a\\"b"\n}'])(
    'does not guess an image from %j',
    async (info) => {
      const host = new Host({ skopeo: '', umoci });
      writeFileSync(join(host.bundle, 'info'), info);
      const ran = await host.fetch('etcd');
      expect(ran.status).toBe(1);
      expect(ran.stderr).toContain('info names no image; give it as SOURCE');
    },
  );

  it('leaves a link that points elsewhere, and refuses what is no link', async () => {
    const host = new Host({ skopeo: '', umoci });
    mkdirSync(join(host.base, 'etcd.1'));
    symlinkSync('etcd.1', join(host.base, 'etcd'));
    expect((await host.fetch('etcd')).stdout).toContain('/etcd -> etcd.1\n');
    const other = new Host({ skopeo: '', umoci });
    mkdirSync(join(other.base, 'etcd'));
    expect((await other.fetch('etcd')).stderr).toContain('is in the way: it should be a link to etcd.0');
  });

  it('wants root', async () => {
    const ran = await new Host({ skopeo: '', umoci }, 1000).fetch('etcd');
    expect(ran.status).toBe(77);
    expect(ran.stderr).toMatch(/only root may write .*run: sudo \/.*\/fetch-rootfs etcd\n$/);
  });

  describe('with credentials and an insecure registry', () => {
    const conf = (host: Host, registry: string) => {
      const secret = join(host.directory, "it's secret.json");
      writeFileSync(secret, '{}');
      const lines = [`pull_secret='${secret.replace("'", "'\\''")}'`, `insecure_registry=${registry}`];
      writeFileSync(join(host.directory, 'images.conf'), `${lines.join('\n')}\n`);
      return secret;
    };

    it.each([
      [
        { skopeo: '', umoci },
        'skopeo copy --authfile SECRET --src-tls-verify=false docker://IMAGE oci:WORK/image:rootfs',
      ],
      [{ podman: engine }, 'podman pull --authfile SECRET --tls-verify=false IMAGE'],
      [{ docker: engine }, 'docker --config WORK/docker pull IMAGE'],
    ])('%j is told of both', async (tools, call) => {
      const host = new Host(tools);
      const secret = conf(host, 'registry.lab:5000');
      expect(await host.fetch('etcd')).toMatchObject({ status: 0 });
      expect(host.calls()[0]).toBe(call.replace('SECRET', secret).replace('IMAGE', image));
      expect(readdirSync(host.bundle)).toEqual(['fetched', 'info', 'rootfs']);
    });

    it('docker sees the credentials as config.json', async () => {
      const host = new Host({ docker: `[ "$1" = --config ] && cat "$2/config.json" >&2\n${engine}` });
      conf(host, 'registry.lab:5000');
      expect((await host.fetch('etcd')).stderr).toContain('\n{}');
    });

    it.each(['registry.lab', 'registry.lab:500', 'other.lab:5000', '""'])(
      '%s is another registry',
      async (registry) => {
        const host = new Host({ podman: engine });
        conf(host, registry);
        expect(await host.fetch('etcd')).toMatchObject({ status: 0 });
        expect(host.calls()[0]).not.toContain('tls-verify');
      },
    );

    it('goes on without credentials that are not there, and says so', async () => {
      const host = new Host({ podman: engine });
      writeFileSync(join(host.directory, 'images.conf'), 'pull_secret=/nowhere/docker.json\n');
      const ran = await host.fetch('etcd');
      expect(ran).toMatchObject({ status: 0 });
      expect(ran.stderr).toContain('the credentials /nowhere/docker.json cannot be read, going on without them\n');
      expect(host.calls()[0]).toBe(`podman pull ${image}`);
    });
  });
});
