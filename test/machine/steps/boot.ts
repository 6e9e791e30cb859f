/** The bare machine, before anything of ours is on it. */
import assert from 'node:assert/strict';
import { components, images } from '../library/images.ts';
import type { Step } from '../library/step.ts';

export const bootSteps: readonly Step[] = [
  {
    id: 'boot.bare',
    units: ['docker.service'],
    run: async ({ machine }) => {
      assert.equal(await machine.boot(), 'running');
      assert.equal(await machine.get('systemctl is-active docker'), 'active');
      assert.equal(await machine.get('ip -4 -o address show lab0 | grep -c 192.168.122.2/24'), '1');
    },
  },
  {
    // The instrument first: what follows is worth nothing if it changes words, input or exit codes itself.
    id: 'boot.instrument-is-exact',
    needs: ['boot.bare'],
    run: async ({ machine }) => {
      const words = ['', ' ', '$HOME', `\${HOME}`, '$$', '%i', '%%', '"', "'", '\\', '\\n', '*', ';', 'ü', 'a\nb'];
      const outcome = await machine.exec(['printf', '[%s]', ...words]);
      assert.deepEqual(outcome, { code: 0, stdout: words.map((word) => `[${word}]`).join(''), stderr: '' });
      assert.equal((await machine.exec(['cat'], { input: 'in\0put' })).stdout, 'in\0put');
      assert.deepEqual(await machine.sh('echo out; echo err >&2; exit 7'), {
        code: 7,
        stdout: 'out\n',
        stderr: 'err\n',
      });
    },
  },
  {
    // ENTRYPOINT and CMD are wrong on purpose: the unit names the program, the image has no say.
    id: 'boot.images',
    needs: ['boot.bare'],
    units: ['docker.service'],
    run: async ({ machine }) => {
      const change = `--change 'ENTRYPOINT ["/no/such/program"]' --change 'CMD ["--from-the-image"]'`;
      for (const component of components) {
        await machine.get(`docker import ${change} /lab/${component}.tar ${images[component]}`);
      }
      await machine.get(`docker import /lab/etcd.tar ${images.etcd}`);
      assert.equal((await machine.get('docker images -q')).split('\n').length, 4);
    },
  },
];
