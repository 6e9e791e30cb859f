/** What a cluster is for: objects, pods, services; and who has to log in. */
import assert from 'node:assert/strict';
import type { Step } from '../../machine/library/step.ts';
import { comesTo, until } from '../../machine/library/units.ts';
import { stepsOf, type Variant } from '../library/at.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import { registry } from '../library/images.ts';
import { leader, leaseField } from '../library/lease.ts';
import type { Site } from '../library/site.ts';

const labels = { app: 'web' };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        // There is no name service in the cluster.
        dnsPolicy: 'Default',
        containers: [{ name: 'web', image: `${registry}/web:1`, command: ['/pod', 'web'] }],
      },
    },
  },
};
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
};

/** The watch prints what each change made of the object, while somebody else makes it. */
const watching = `set -e
kubectl create configmap watched --from-literal=value=one
kubectl get configmap watched --watch -o 'jsonpath={.data.value}{"\\n"}' >/tmp/watched &
watch=$!
for value in two three; do
  while ! tail -n 1 /tmp/watched | grep -q .; do sleep 0.1; done
  kubectl patch configmap watched -p "{\\"data\\":{\\"value\\":\\"$value\\"}}"
  while ! grep -qx "$value" /tmp/watched; do sleep 0.1; done
done >&2
kill $watch
kubectl delete configmap watched >&2
cat /tmp/watched`;

/** The three digits that a program answers, 000 when nothing listens or nobody is let in. */
async function asks(site: Site, words: string, host = site.first): Promise<string> {
  return (await host.machine.sh(`curl -sk -m 30 -o /dev/null -w '%{http_code}' ${words}`)).stdout;
}

export function apiSteps(variant: Variant): readonly Step<ClusterLab>[] {
  const { step } = stepsOf(variant);
  return [
    step('objects', async (site) => {
      assert.match(await site.kubectl('version --short'), /Server Version: v1\.20\.2/);
      const created = await site.first.machine.get(watching, { timeout: 120 });
      assert.deepEqual(created.split('\n').slice(-3), ['one', 'two', 'three'], created);
      const given = 'get configmap kube-root-ca.crt -o jsonpath={.metadata.name}';
      const what = 'the controllers give each namespace the authority';
      await comesTo(what, 90, () => site.asked(given), 'kube-root-ca.crt');
    }),
    step('leases', async (site) => {
      for (const name of ['kube-controller-manager', 'kube-scheduler']) {
        await leader(site, name);
        const lease = `kube-system/${name}`;
        const before = await leaseField(site, lease, 'renewTime', () => true);
        await leaseField(site, lease, 'renewTime', (time) => time !== before);
      }
      // The kubelet asks for its lease again after up to 7 s where it was before the namespace (nodelease.maxBackoff).
      await leaseField(site, 'kube-node-lease/node-1', 'holderIdentity', (holder) => holder === 'node-1');
    }),
    step('deployment', async (site) => {
      await until('the node is ready', 120, async () =>
        / Ready /.test(await site.asked('get node node-1 --no-headers')),
      );
      await site.kubectl('apply -f -', JSON.stringify(deployment));
      await site.first.machine.get('kubectl rollout status deployment/web --timeout=240s', { timeout: 300 });
      const columns = 'custom-columns=N:.spec.nodeName,P:.status.phase,O:.metadata.ownerReferences[0].kind';
      const pods = await site.kubectl(`get pods -l app=web --no-headers -o ${columns}`);
      assert.deepEqual(
        pods.split('\n').map((line) => line.split(/ +/)),
        [1, 2].map(() => ['node-1', 'Running', 'ReplicaSet']),
      );
      // Events are written by and by.
      const told = 'get events --field-selector reason=Scheduled -o jsonpath={..reportingComponent}';
      await until('the scheduler tells of it', 30, async () => /default-scheduler/.test(await site.asked(told)));
    }),
    step(
      'service',
      async (site) => {
        await site.kubectl('apply -f -', JSON.stringify(service));
        const address = await site.kubectl('get service web -o jsonpath={.spec.clusterIP}');
        assert.match(address, /^10\.254\./);
        const names = (await site.kubectl('get pods -l app=web -o jsonpath={..metadata.name}')).split(' ');
        const { machine } = site.at('node-1');
        const answers = new Set<string>();
        await until('both pods answer at the address of the service', 90, async () => {
          answers.add((await machine.sh(`curl -s -m 2 http://${address}/`)).stdout.trim());
          return names.every((name) => answers.has(name));
        });
        const api = () => asks(site, 'https://10.254.0.1/version', site.at('node-1'));
        await comesTo('the API answers at its own', 30, api, '200');
      },
      ['deployment'],
    ),
    step(
      'pod-logs',
      async (site) => {
        // By the API server, which logs in to the kubelet, and the kubelet, which asks the API.
        const listens = async () => /^listening as web-/m.test(await site.asked('logs deployment/web'));
        await until('the log of a pod', 30, listens);
        assert.equal(await asks(site, 'https://node-1:10250/pods'), '401');
      },
      ['deployment'],
    ),
    step(
      'keys-in-etcd',
      async (site) => {
        for (const host of site.hosts.filter(({ runsEtcd }) => runsEtcd)) {
          const keys = await host.machine.get('etcdctl get /registry/deployments/ --prefix --keys-only');
          assert.deepEqual(
            keys.split('\n').filter((key) => key !== ''),
            ['/registry/deployments/default/web'],
            host.name,
          );
        }
      },
      ['deployment'],
    ),
    step('trust', async (site) => {
      const { address } = site.first;
      const certs = '/etc/kubernetes/certs';
      const login = `--cert ${certs}/kubelet-client.crt --key ${certs}/kubelet-client.key`;
      const pods = `https://${address}:6443/api/v1/pods`;
      assert.equal(await asks(site, pods), '403', 'nobody');
      assert.equal(await asks(site, `${login} ${pods}`), '200', 'an administrator');
      assert.equal(await asks(site, `http://${address}:8080/version`), '000', 'without TLS');
      for (const port of [10257, 10259]) assert.equal(await asks(site, `https://${address}:${port}/metrics`), '403');
      const trusted = `curl -sf -m 5 --cacert ${certs}/ca.crt https://${address}:6443/version`;
      assert.match(await site.first.machine.get(trusted), /"gitVersion": "v1\.20\.2"/);
      const scheme = variant === 'plain' ? 'http' : 'https';
      assert.equal(
        await asks(site, `${scheme}://${address}:2379/v2/keys`),
        variant === 'plain' ? '404' : '000',
        'etcd',
      );
    }),
  ];
}
