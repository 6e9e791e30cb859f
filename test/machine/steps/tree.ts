/** Unpacking, before any service runs. */
import assert from 'node:assert/strict';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';

/** Links of an ostree host, made by the root file system's recipe. */
const links = { '/usr/local': '../var/usrlocal', '/opt': 'var/opt', '/root': 'var/roothome', '/home': 'var/home' };

interface Stat {
  readonly path: string;
  readonly mode: string;
  readonly owner: string;
  readonly kind: string;
}

/** Every member of the tarball as it lies on the machine. */
async function unpacked({ machine }: Lab): Promise<Stat[]> {
  const list = "tar -tf /lab/golden/master-1.tar | sed 's,/$,,' | xargs -d '\\n' stat -c '%n\t%a\t%U:%G\t%F'";
  const text = await machine.get(`cd / && ${list}`);
  return text.split('\n').map((line) => {
    const [path = '', mode = '', owner = '', kind = ''] = line.split('\t');
    return { path, mode, owner, kind };
  });
}

function expectedMode({ path, kind }: Stat): string {
  if (kind === 'directory') return '755';
  return /^usr\/local\/(bin|libexec)\//.test(path) ? '755' : '644';
}

export const treeSteps: readonly Step[] = [
  {
    id: 'tree.unpack',
    needs: ['boot.bare'],
    run: async (lab) => {
      await lab.unpack();
      const paths = (await unpacked(lab)).map((stat) => stat.path);
      for (const service of services) assert.ok(paths.includes(`etc/systemd/system/${service}.service`), service);
      assert.ok(paths.includes('usr/local/bin/etcdctl'), 'the wrapper');
    },
  },
  {
    id: 'tree.links-stay-links',
    needs: ['tree.unpack'],
    run: async ({ machine }) => {
      for (const [link, target] of Object.entries(links)) {
        assert.equal(await machine.get(`readlink ${link}`), target);
      }
      assert.equal(
        await machine.get('test -x /var/usrlocal/bin/etcdctl && command -v etcdctl'),
        '/usr/local/bin/etcdctl',
      );
    },
  },
  {
    id: 'tree.modes-and-owners',
    needs: ['tree.unpack'],
    run: async (lab) => {
      for (const stat of await unpacked(lab)) {
        assert.equal(stat.owner, 'root:root', stat.path);
        assert.equal(stat.mode, expectedMode(stat), stat.path);
      }
    },
  },
  {
    id: 'tree.systemd-has-no-complaint',
    needs: ['tree.unpack'],
    run: async ({ machine }) => {
      const names = services.map((service) => `${service}.service`).join(' ');
      assert.deepEqual(await machine.sh(`systemd-analyze verify --man=no ${names}`), {
        code: 0,
        stdout: '',
        stderr: '',
      });
      const said = await machine.get(
        `journalctl --sync; journalctl -b --no-pager -o cat _PID=1 | grep ^/etc/systemd/system/ || true`,
      );
      assert.equal(said, '');
    },
  },
  {
    id: 'tree.tmpfiles',
    needs: ['tree.unpack'],
    run: async ({ machine }) => {
      assert.deepEqual(await machine.sh('systemd-tmpfiles --create /etc/tmpfiles.d/*.conf'), {
        code: 0,
        stdout: '',
        stderr: '',
      });
      assert.equal(await machine.get('stat -c %a:%U:%F /var/lib/etcd'), '700:root:directory');
    },
  },
];
