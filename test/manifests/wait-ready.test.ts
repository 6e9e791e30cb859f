import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';

/** A curl that writes its arguments down, prints the next of `statuses`, the last one for ever, and then does more. */
function curlSaying(directory: string, statuses: readonly string[], then = ':'): string {
  const answers = join(directory, 'statuses');
  writeFileSync(answers, `${statuses.join('\n')}\n`);
  const next = `printf %s "$(sed -n 1p '${answers}')"; [ "$(wc -l <'${answers}')" -eq 1 ] || sed -i 1d '${answers}'`;
  return recorder(join(directory, 'log'), `${next}; ${then}`);
}

async function waitReady(
  args: string[],
  statuses: string[],
  env: Record<string, string> = {},
  then = ':',
): Promise<Ran & { urls: string[] }> {
  const directory = temporaryDirectory();
  fillPath(directory, [...everyHost, 'wc'], { curl: curlSaying(directory, statuses, then) });
  const ran = await run(helperPath('wait-ready'), args, { env: { PATH: directory, ...env } });
  const calls = statuses.length > 0 ? recorded(join(directory, 'log')) : [];
  return { ...ran, urls: calls.map((call) => call.at(-1) ?? '') };
}

const apiserver = [
  '--url=https://127.0.0.1:6443/healthz',
  '--host-flag=bind-address',
  '--port-flag=secure-port',
  '--url=http://127.0.0.1:8080/healthz',
  '--host-flag=address',
  '--host-flag=insecure-bind-address',
  '--port-flag=port',
  '--port-flag=insecure-port',
];

describe.concurrent('which endpoint is asked', () => {
  it.each<[string[], string]>([
    [[], 'https://127.0.0.1:6443/healthz'],
    [['--secure-port=443'], 'https://127.0.0.1:443/healthz'],
    [['--secure-port', '443', '--bind-address', '10.0.0.1'], 'https://10.0.0.1:443/healthz'],
    [['-secure-port=443'], 'https://127.0.0.1:443/healthz'],
    [['-secure-port', '443'], 'https://127.0.0.1:443/healthz'],
    [['--secure-port=1', '--secure-port=2'], 'https://127.0.0.1:2/healthz'],
    [['--bind-address=0.0.0.0'], 'https://127.0.0.1:6443/healthz'],
    [['--bind-address=::'], 'https://127.0.0.1:6443/healthz'],
    [['--bind-address=[::]'], 'https://127.0.0.1:6443/healthz'],
    [['--bind-address='], 'https://127.0.0.1:6443/healthz'],
    [['--bind-address', ''], 'https://127.0.0.1:6443/healthz'],
    [['--bind-address=fd00::5'], 'https://[fd00::5]:6443/healthz'],
    [['--bind-address=[fd00::5]:7443'], 'https://[fd00::5]:7443/healthz'],
    [['--bind-address=10.0.0.1:7443'], 'https://10.0.0.1:7443/healthz'],
    [['--secure-port=0'], 'http://127.0.0.1:8080/healthz'],
    [['--secure-port=0', '--port=8081', '--insecure-bind-address=::1'], 'http://[::1]:8081/healthz'],
    [['--secure-port=0', '--insecure-port=8082', '--address=10.0.0.9'], 'http://10.0.0.9:8082/healthz'],
    [['--allow-privileged', '--secure-port=444', '--v', '2'], 'https://127.0.0.1:444/healthz'],
    [['--bind-address', '--secure-port=444'], 'https://127.0.0.1:444/healthz'],
    [['--secure-port'], 'https://127.0.0.1:6443/healthz'],
    [['secure-port=1', '--not-secure-port=2', '--secure-port-not=3'], 'https://127.0.0.1:6443/healthz'],
    [['--secure-port=444', '--', '--secure-port=445'], 'https://127.0.0.1:444/healthz'],
    [['--note=*', '*', '$(false)', '--secure-port=446'], 'https://127.0.0.1:446/healthz'],
  ])('%j', async (words, url) => {
    const ran = await waitReady([...apiserver, '--', 'kube-apiserver', ...words], ['200']);
    expect(ran).toMatchObject({ status: 0, stderr: '', urls: [url] });
  });

  it('takes port and path from the scheme where the URL has none', async () => {
    expect((await waitReady(['--url=http://localhost', '--', 'x'], ['200'])).urls).toEqual(['http://localhost:80/']);
    expect((await waitReady(['--url=https://[::1]/a?b=c', '--', 'x'], ['200'])).urls).toEqual([
      'https://[::1]:443/a?b=c',
    ]);
  });

  it('does not wait for a component whose endpoints are all off', async () => {
    const ran = await waitReady([...apiserver, '--', 'kube-apiserver', '--secure-port=0', '--port', '0'], []);
    expect(ran).toMatchObject({
      status: 0,
      stderr: 'wait-ready: kube-apiserver has every health endpoint switched off: not waiting\n',
    });
  });

  it.each(['--secure-port=x', '--secure-port=70000', '--bind-address=a b', '--bind-address=a/b'])(
    'ends at once for %s, which the component cannot use either',
    async (word) => {
      const ran = await waitReady([...apiserver, '--', 'kube-apiserver', word], []);
      expect(ran.status).toBe(1);
      expect(ran.stderr).toContain('which is no address or port to ask');
    },
  );
});

describe.concurrent('what counts as ready', () => {
  it('200 after anything else', async () => {
    const ran = await waitReady(['--url=http://127.0.0.1:1/', '--', 'x'], ['000', '403', '500', '200']);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.urls).toHaveLength(4);
  });

  it('nothing else, which is said with the last status', async () => {
    const check = async (status: string) => {
      const ran = await waitReady(['--timeout=1', '--url=http://127.0.0.1:1/', '--', 'x'], [status]);
      const last = ['000', ''].includes(status) ? 'no answer' : `last status ${status}`;
      expect(ran.status).toBe(1);
      expect(ran.stderr).toBe(`wait-ready: x is not ready after 1 s; waited for http://127.0.0.1:1/ (${last})\n`);
      expect(ran.took).toBeLessThan(10_000);
    };
    await Promise.all(['000', '', '500', '404', '301', '403'].map(check));
  });
});

describe.concurrent('a file', () => {
  it('is waited for until it has content', async () => {
    const file = join(temporaryDirectory(), 'docker');
    writeFileSync(file, '');
    const waiting = waitReady(['--timeout=0', `--file=${file}`, '--', 'docker'], []);
    await sleep(200);
    writeFileSync(file, 'DOCKER_OPTS=""\n');
    const ran = await waiting;
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.took).toBeGreaterThan(190);
  });

  it('that does not come is an error which says so', async () => {
    const file = join(temporaryDirectory(), 'docker');
    const ran = await waitReady(['--timeout=1', `--file=${file}`, '--', 'docker'], []);
    expect(ran).toMatchObject({
      status: 1,
      stderr: `wait-ready: docker is not ready after 1 s; waited for ${file} (it is not there)\n`,
    });
  });

  it('that does not come is followed by what happens now', async () => {
    const file = join(temporaryDirectory(), 'docker');
    const ran = await waitReady(
      ['--timeout=1', `--file=${file}`, "--otherwise=it goes on; $HOME 'x'", '--', 'docker'],
      [],
    );
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/\(it is not there\)\nwait-ready: it goes on; \$HOME 'x'\n$/);
  });
});

describe.concurrent('the main process', () => {
  it('ends the wait when it has ended', async () => {
    const main = spawn('sleep', ['600']);
    const env = { MAINPID: String(main.pid) };
    const args = ['--timeout=0', '--url=http://127.0.0.1:1/', '--', 'x'];
    const ran = await waitReady(args, ['500'], env, 'kill "$MAINPID"');
    expect(ran).toMatchObject({
      status: 1,
      stderr: 'wait-ready: x ended before it was ready; waited for http://127.0.0.1:1/ (last status 500)\n',
    });
    expect(ran.took).toBeLessThan(10_000);
  });
});

describe.concurrent('usage', () => {
  it.each<[string[], string]>([
    [[], 'there is no COMPONENT behind --'],
    [['--url=http://a/', '--'], 'there is no COMPONENT behind --'],
    [['--', 'x'], 'there is neither --url nor --file'],
    [['--url=ftp://a/', '--', 'x'], '--url=ftp://a/ is not an http:// or https:// address'],
    [['--url=http://a:b/', '--', 'x'], '--url=http://a:b/ has no usable host and port'],
    [['--url=http://a/b c', '--', 'x'], 'has a blank or a control character in its path'],
    [['--url=http://a/\r\nX: y', '--', 'x'], 'has a blank or a control character in its path'],
    [['--host-flag=a', '--url=http://a/', '--', 'x'], '--host-flag=a comes before any --url'],
    [['--url=http://a/', '--port-flag=--p', '--', 'x'], "is not a flag's name without its dashes"],
    [['--url=http://a/', '--file=/x', '--', 'x'], '--file and --url exclude each other'],
    [['--timeout=1m', '--file=/x', '--', 'x'], '--timeout=1m is not a number of seconds'],
    [['--timeout', '5', '--file=/x', '--', 'x'], 'there is no option --timeout'],
  ])('%j', async (args, reason) => {
    const ran = await waitReady(args, []);
    expect(ran.status).toBe(64);
    expect(ran.stderr).toContain(reason);
    expect(ran.stderr).toContain('usage: wait-ready [--timeout=SECONDS]');
  });

  it.each([
    ['http', 'curl, or bash and timeout'],
    ['https', 'curl, or openssl and timeout'],
  ])('says what is missing to ask over %s', async (scheme, tools) => {
    const directory = fillPath(temporaryDirectory(), everyHost);
    const ran = await run(helperPath('wait-ready'), [`--url=${scheme}://127.0.0.1:1/`, '--', 'x'], {
      env: { PATH: directory },
    });
    expect(ran.status).toBe(69);
    expect(ran.stderr).toContain(
      `cannot ask ${scheme}://127.0.0.1:1/: that takes ${tools}, and PATH (${directory}) has neither`,
    );
  });
});

describe.concurrent('the certificate that it logs in with', () => {
  it.each<[string[], string[]]>([
    [
      ['--cert=/c', '--key=/k'],
      ['--cert', '/c', '--key', '/k'],
    ],
    [
      ['--cert=/c', '--cert=', '--key=/k', '--key='],
      ['--cert', '/c', '--key', '/k'],
    ],
    [
      ['--cert=/c', '--cert=/d', '--key=/k', '--key=/l'],
      ['--cert', '/d', '--key', '/l'],
    ],
    [['--cert=', '--key='], []],
    [
      ['--cert-from=LAB_CERT', '--key-from=LAB_KEY'],
      ['--cert', '/e', '--key', '/f'],
    ],
    [
      ['--cert=/c', '--cert-from=UNSET', '--key=/k', '--key-from=UNSET'],
      ['--cert', '/c', '--key', '/k'],
    ],
  ])('%j', async (options, expected) => {
    const directory = temporaryDirectory();
    fillPath(directory, [...everyHost, 'wc'], { curl: curlSaying(directory, ['200']) });
    const args = [...options, '--url=https://127.0.0.1:2379/health', '--', 'etcd'];
    const env = { PATH: directory, LAB_CERT: '/e', LAB_KEY: '/f' };
    const ran = await run(helperPath('wait-ready'), args, { env });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const [call = []] = recorded(join(directory, 'log'));
    expect(
      call.filter((_, at) => /^--(cert|key)$/.test(call[at] ?? '') || /^--(cert|key)$/.test(call[at - 1] ?? '')),
    ).toEqual(expected);
  });
});
