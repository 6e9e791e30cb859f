/** The compiled words, as the kernel and the programs have them. */
import assert from 'node:assert/strict';
import type { Step } from '../library/step.ts';

const common = ['--logtostderr=true', '--v=0'];

export const argvSteps: readonly Step[] = [
  {
    id: 'argv.kube-apiserver',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-apiserver.service'],
    run: (lab) =>
      lab.expectWords('kube-apiserver', [
        ...common,
        '--etcd-servers=http://192.168.122.2:2379',
        '--insecure-bind-address=0.0.0.0',
        '--insecure-port=8080',
        '--allow-privileged=false',
        '--service-cluster-ip-range=10.254.0.0/16',
        '--admission-control=NamespaceLifecycle,LimitRanger,ResourceQuota',
      ]),
  },
  {
    id: 'argv.kube-controller-manager',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-controller-manager.service'],
    run: (lab) => lab.expectWords('kube-controller-manager', [...common, '--master=http://192.168.122.2:8080']),
  },
  {
    id: 'argv.kube-scheduler',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-scheduler.service'],
    run: (lab) => lab.expectWords('kube-scheduler', [...common, '--master=http://192.168.122.2:8080']),
  },
  {
    id: 'argv.configuration-is-mounted-read-only',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-apiserver.service'],
    run: async ({ machine }) => {
      const root = "/proc/$(docker inspect -f '{{.State.Pid}}' kube-apiserver)/root";
      assert.equal(await machine.get(`cmp /etc/kubernetes/config ${root}/etc/kubernetes/config && echo same`), 'same');
      const mount = `docker inspect -f '{{range .Mounts}}{{if eq .Destination "/etc/kubernetes"}}{{.RW}}{{end}}{{end}}'`;
      assert.equal(await machine.get(`${mount} kube-apiserver`), 'false');
    },
  },
];
