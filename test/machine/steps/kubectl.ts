/** kubectl on the host: copied from the API server's image, and again when that is another. */
import assert from 'node:assert/strict';
import { images } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { until } from '../library/units.ts';

const image = images['kube-apiserver'];
const common = { needs: ['kubectl.comes-with-the-apiserver'], up: true, units: ['unitc-kubectl', 'kube-apiserver'] };

async function copy({ machine }: Lab): Promise<void> {
  // A start that the API server has brought along looks at the image of before.
  await machine.get(
    'while [ "$(systemctl is-active unitc-kubectl)" = activating ]; do sleep 0.1; done; systemctl start unitc-kubectl',
  );
}

const stamp = ({ machine }: Lab) => machine.get('stat -L -c "%i %Y %a %U" /usr/local/bin/kubectl');

export const kubectlSteps: readonly Step[] = [
  {
    id: 'kubectl.comes-with-the-apiserver',
    needs: ['guide.loop'],
    up: true,
    units: common.units,
    run: async (lab) => {
      await lab.machine.get('rm -f /usr/local/bin/kubectl');
      await lab.restart('kube-apiserver');
      await until(
        'kubectl is there',
        90,
        async () => (await lab.machine.sh('test -x /var/usrlocal/bin/kubectl')).code === 0,
      );
      assert.equal(await lab.machine.get("kubectl get nodes 'a  b'"), 'kubectl of the image: get nodes a  b');
      assert.match(await stamp(lab), / 755 root$/);
    },
  },
  {
    id: 'kubectl.is-copied-once',
    ...common,
    run: async (lab) => {
      const before = await stamp(lab);
      await copy(lab);
      assert.equal(await stamp(lab), before);
    },
  },
  {
    id: 'kubectl.another-image',
    ...common,
    run: async (lab) => {
      const { machine } = lab;
      const id = await machine.get(`docker inspect -f '{{.Id}}' ${image}`);
      await machine.get(
        `mkdir -p /run/other && tar -C /run/other -xf /lab/kube-apiserver.tar && sed -i 's/of the image/of another image/' /run/other/usr/bin/kubectl`,
      );
      try {
        await machine.get(`tar -C /run/other -cf - . | docker import - ${image}`);
        await copy(lab);
        assert.equal(await machine.get('kubectl version'), 'kubectl of another image: version');
      } finally {
        await machine.get(`docker tag ${id} ${image} && rm -rf /run/other`);
      }
      await copy(lab);
      assert.equal(await machine.get('kubectl version'), 'kubectl of the image: version');
      assert.equal(await machine.get('docker ps -aq --filter name=unitc-kubectl'), '');
    },
  },
  {
    id: 'kubectl.of-somebody-else-stays',
    ...common,
    run: async (lab) => {
      await lab.machine.get("printf '#!/bin/sh\\necho mine\\n' > /usr/local/bin/kubectl");
      await copy(lab);
      assert.equal(await lab.machine.get('kubectl'), 'mine');
      await lab.machine.get('rm /usr/local/bin/kubectl');
      await copy(lab);
      assert.equal(await lab.machine.get('kubectl version'), 'kubectl of the image: version');
    },
  },
  {
    id: 'kubectl.second-boot',
    ...common,
    run: async (lab) => {
      const before = await stamp(lab);
      await lab.machine.powerOff();
      assert.equal(await lab.machine.boot(), 'running');
      assert.equal(await lab.machine.get('systemctl show -P Result unitc-kubectl'), 'success');
      assert.equal(await stamp(lab), before);
    },
  },
];
