/** /usr/local/bin/etcdctl in front of a real etcd. */
import assert from 'node:assert/strict';
import type { Lab } from '../library/lab.ts';
import type { ExecOptions } from '../library/machine.ts';
import type { Step } from '../library/step.ts';

const api3 = { variables: { ETCDCTL_API: '3' } };
const common = { needs: ['guide.loop'], up: true, units: ['etcd.service'] };

function etcdctl(lab: Lab, args: readonly string[], options: ExecOptions = api3) {
  return lab.machine.exec(['etcdctl', ...args], options);
}

export const wrapperSteps: readonly Step[] = [
  {
    id: 'wrapper.words-are-untouched',
    ...common,
    run: async (lab) => {
      const words = [
        '',
        'two  words',
        `"double" 'single'`,
        `$HOME \${HOME} \`id\``,
        '*',
        '\\',
        '%s',
        'a\nb',
        'grüße',
        ';',
      ];
      for (const word of words) {
        assert.deepEqual(await etcdctl(lab, ['put', '--', `-k ${word}`, word]), {
          code: 0,
          stdout: 'OK\n',
          stderr: '',
        });
        const got = await etcdctl(lab, ['get', '--print-value-only', '--', `-k ${word}`]);
        assert.deepEqual(got, { code: 0, stdout: `${word}\n`, stderr: '' });
      }
    },
  },
  {
    id: 'wrapper.input-passes',
    ...common,
    run: async (lab) => {
      const value = 'line 1\nline 2 "x" $y\n';
      assert.equal((await etcdctl(lab, ['put', 'from-input'], { ...api3, input: value })).code, 0);
      assert.equal((await etcdctl(lab, ['get', 'from-input', '--print-value-only'])).stdout, `${value}\n`);
      const txn = 'value("from-input") > ""\n\nput won yes\n\nput won no\n\n';
      assert.equal((await etcdctl(lab, ['txn'], { ...api3, input: txn })).code, 0);
      assert.equal((await etcdctl(lab, ['get', 'won', '--print-value-only'])).stdout, 'yes\n');
    },
  },
  {
    id: 'wrapper.exit-codes-pass',
    ...common,
    run: async (lab) => {
      const dead = ['--command-timeout=1s', '--dial-timeout=1s', '--endpoints=http://127.0.0.1:1', 'get', 'k'];
      const codes = [];
      for (const args of [['get', 'k'], ['nosuch'], dead, ['put']]) codes.push((await etcdctl(lab, args)).code);
      assert.deepEqual(codes, [0, 1, 1, 128]);
      const bad = await etcdctl(lab, ['nosuch']);
      assert.deepEqual([bad.stdout, bad.stderr.includes('nosuch')], ['', true], 'errors stay on stderr');
    },
  },
  {
    id: 'wrapper.api-2',
    ...common,
    run: async (lab) => {
      const api2 = { variables: { ETCDCTL_API: '2' } };
      assert.match((await etcdctl(lab, ['--version'], api2)).stdout, /^etcdctl version: .*\nAPI version: 2\n$/);
      assert.match((await etcdctl(lab, ['version'], api3)).stdout, /API version: 3\.4\n$/);
    },
  },
  {
    id: 'wrapper.without-a-terminal',
    ...common,
    run: async (lab) => {
      // setsid: not even a controlling terminal.
      const outcome = await lab.machine.sh('setsid --wait etcdctl put k v </dev/null | cat', api3);
      assert.deepEqual(outcome, { code: 0, stdout: 'OK\n', stderr: '' });
    },
  },
  {
    id: 'wrapper.with-a-terminal',
    ...common,
    run: async (lab) => {
      const { machine } = lab;
      const find = "pgrep -f '^/usr/local/bin/etcdctl watch terminal$'";
      const input = '/run/watch-input';
      // Ctrl-C is typed when etcdctl runs, and the terminal is there until it has ended.
      const typing = `until pid=$(${find}) && readlink /proc/$pid/fd/0 >${input}; do sleep 0.1; done; printf '\\003'; while ${find}; do sleep 0.1; done >&2`;
      const typed = `(${typing}) | script -qec 'etcdctl watch terminal' /dev/null`;
      const watched = await machine.sh(`${typed}; echo "code $?"`, api3);
      assert.match(watched.stdout, /code 130/, 'Ctrl-C ends it');
      const found = await machine.get(`cat ${input}`);
      assert.match(found, /^\/dev\/(pts\/\d+|console)$/, 'input of etcdctl in the container');
      const codes = `script -qec 'etcdctl nosuch' /dev/null >/dev/null; echo $?; script -qec 'etcdctl get k' /dev/null`;
      assert.match(await machine.get(codes, api3), /^1\n/, 'exit code through the terminal');
    },
  },
  {
    id: 'wrapper.not-root',
    ...common,
    run: async (lab) => {
      const outcome = await etcdctl(lab, ['get', 'k'], { ...api3, user: 'nobody' });
      assert.deepEqual([outcome.code, outcome.stdout], [77, '']);
      assert.match(outcome.stderr, /only root .*\n.*sudo/);
    },
  },
  {
    id: 'wrapper.not-running',
    ...common,
    run: async (lab) => {
      await lab.machine.get('systemctl stop etcd');
      const outcome = await etcdctl(lab, ['get', 'k']);
      await lab.machine.get('systemctl start etcd');
      assert.deepEqual([outcome.code, outcome.stdout], [69, '']);
      assert.match(outcome.stderr, /systemctl start etcd/);
    },
  },
  {
    id: 'wrapper.files-are-the-containers',
    ...common,
    run: async (lab) => {
      const { machine } = lab;
      const saved = await etcdctl(lab, ['snapshot', 'save', '/var/lib/etcd/snapshot.db']);
      assert.deepEqual([saved.code, saved.stderr.includes('note:')], [0, false], saved.stderr);
      assert.equal(
        await machine.get('test -s /var/lib/etcd/snapshot.db && rm /var/lib/etcd/snapshot.db && echo saved'),
        'saved',
      );
      const refused = await etcdctl(lab, ['snapshot', 'save', '/home/snapshot.db']);
      assert.notEqual(refused.code, 0);
      assert.match(refused.stderr, /note: \/home\/snapshot\.db is a path in the container/);
    },
  },
];
