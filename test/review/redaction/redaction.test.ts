/** Secrets: what is shown of them, and what is none. */
import { describe, expect, it } from 'vitest';
import { secretRanges } from '../../../src/review/redaction/secret-ranges.ts';
import { reviewTexts } from '../../support/review.ts';

const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nqwerty\n-----END RSA PRIVATE KEY-----\n';

describe('what is a secret', () => {
  it.each<[string, string[]]>([
    ['DB_PASSWORD=hunter22', ['hunter22']],
    ['Environment="DB_PASSWORD=a secret" X=1', ['a secret']],
    [`Environment='DB_PASSWORD=it"s' X=1`, ['it"s']],
    ['ExecStart=/a --token=abc --v=2', ['abc']],
    ['ExecStart=/a --token abc --v=2', ['abc']],
    ['ExecStart=/a --token \\\n  abc\\ def --v=2', ['abc\\ def']],
    ['{"password": "a\\"b", "user": "c"}', ['a\\"b']],
    ['{"env": [{"name": "API_TOKEN", "value": "x1y"}]}', ['x1y']],
    ['    token: abc', ['abc']],
    ['x=https://me:pass@host/', ['pass']],
    [`a\n${pem}b`, ['\nMIIEpAIBAAKCAQEA\nqwerty\n']],
    ['-----BEGIN PRIVATE KEY-----\nMII', ['\nMII']],
    ['"auth": "dXNlcjpwYXNz"', ['dXNlcjpwYXNz']],
    ['SetCredential=a:top secret', ['top secret']],
    ['curl -H "Authorization: Bearer abcdefghijklmnop1"', ['Bearer abcdefghijklmnop1']],
    ['client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=', ['LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=']],
    ['--tls-private-key-file=/etc/kubernetes/server.key', []],
    ['ETCD_INITIAL_CLUSTER_TOKEN="lab"', []],
    ['--token --v=2', []],
    ['-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----', []],
    ['# the password is in another file', []],
  ])('%j', (text, expected) => {
    expect(secretRanges(text, 'text').map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('is all of a line of a file of variables', () => {
    const text = 'PASSWORD=my pass word # not a comment\nB=1\n';
    expect(secretRanges(text, 'env-file').map(({ start, end }) => text.slice(start, end))).toEqual([
      'my pass word # not a comment',
    ]);
  });
});

describe('a review', () => {
  const before = {
    'etc/default/x': 'DB_PASSWORD="hunter22"\nARGS="--token=abcdef --v=1"\n',
    'etc/systemd/system/x.service': '[Service]\nExecStart=/x --api-key=k1k1k1\nEnvironment=A_TOKEN=t1t1t1 B=1\n',
    'etc/x.key': pem,
    'etc/x.json': '{"a": {"password": "p1p1p1"}}\n',
  };
  const after = {
    'etc/default/x': 'DB_PASSWORD="hunter33"\nARGS="--token=ghijkl --v=1"\n',
    'etc/systemd/system/x.service': '[Service]\nExecStart=/x --api-key=k2k2k2\nEnvironment=A_TOKEN=t2t2t2 B=1\n',
    'etc/x.key': pem.replace('qwerty', 'uiopas'),
    'etc/x.json': '{"a": {"password": "p2p2p2"}}\n',
  };
  const secrets = [
    'hunter',
    'abcdef',
    'ghijkl',
    'k1k1',
    'k2k2',
    't1t1',
    't2t2',
    'qwerty',
    'uiopas',
    'MIIE',
    'p1p1',
    'p2p2',
  ];

  it('tells that secrets differ, and not what they are', () => {
    const said = reviewTexts({ a: before }, { a: after });
    const text = JSON.stringify(said);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(said.changes.map(({ redacted }) => redacted)).toEqual([true, true, true, true]);
    expect(said.changes[0]?.elements.map(({ at, before: old, after: now }) => [at.join(' '), old, now])).toEqual([
      ['DB_PASSWORD', '<redacted sha256:20d2>', '<redacted sha256:7760>'],
      ['ARGS --token', '<redacted sha256:bef5>', '<redacted sha256:54f6>'],
    ]);
    expect(Object.values(said.contents)).toContainEqual({
      text: 'DB_PASSWORD="<redacted sha256:20d2>"\nARGS="--token=<redacted sha256:bef5> --v=1"\n',
    });
  });

  it('shows them when it is asked to', () => {
    const said = reviewTexts({ a: before }, { a: after }, { showSecrets: true });
    const text = JSON.stringify(said);
    expect(secrets.filter((secret) => !text.includes(secret))).toEqual([]);
    expect(said.changes.map(({ redacted }) => redacted)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
