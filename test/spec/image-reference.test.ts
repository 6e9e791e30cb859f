import { describe, expect, it } from 'vitest';
import { isRegistry, parseImageReference } from '../../src/spec/image-reference.ts';

describe('parseImageReference', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  it.each([
    ['etcd:3', { path: 'etcd', tag: '3' }],
    ['library/etcd:3.1', { path: 'library/etcd', tag: '3.1' }],
    ['quay.io/coreos/etcd:v3.1.0', { domain: 'quay.io', path: 'coreos/etcd', tag: 'v3.1.0' }],
    ['localhost/etcd', { domain: 'localhost', path: 'etcd' }],
    ['registry:5000/a/b_c/d__e/f-g/h.i', { domain: 'registry:5000', path: 'a/b_c/d__e/f-g/h.i' }],
    ['[fd00::1]:5000/etcd:3', { domain: '[fd00::1]:5000', path: 'etcd', tag: '3' }],
    [`a@${digest}`, { path: 'a', digest }],
    [`a.b/c:d@${digest}`, { domain: 'a.b', path: 'c', tag: 'd', digest }],
    ['REGISTRY/etcd:3', { domain: 'REGISTRY', path: 'etcd', tag: '3' }],
  ])('reads %s', (text, reference) => {
    expect(parseImageReference(text)).toEqual({ ok: true, reference });
  });

  it.each([
    ['', 'repository'],
    [':3', 'repository'],
    ['quay.io/', 'repository'],
    ['a//b:1', 'repository'],
    ['a/-b:1', 'repository'],
    ['a___b:1', 'repository'],
    ['Etcd:3', 'upper-case'],
    ['a:', 'empty tag'],
    ['a:-b', 'tag'],
    [`a:${'b'.repeat(129)}`, 'tag'],
    ['a@b@c', '`@`'],
    ['a@sha256:ABC', 'digest'],
    [`a@sha256:${'0'.repeat(63)}`, 'digest'],
    ['a b:1', 'blank'],
    ['https://a.b/c:1', 'scheme'],
    ['a..b/c:1', 'registry'],
    ['a.b:99999/c:1', 'registry'],
    [`${'a/'.repeat(130)}b:1`, '255'],
    ['quay.io/$(id):1', 'repository'],
  ])('refuses %s', (text, reason) => {
    const parsed = parseImageReference(text);
    expect(parsed.ok ? 'taken' : parsed.reason).toContain(reason);
  });

  it('knows registries by host and port', () => {
    expect(['a.b', 'a', 'a:1', 'a.b:65535', '[::1]:5000'].map(isRegistry)).toEqual([true, true, true, true, true]);
    expect(['', '-a', 'a:0', 'a:65536', 'a/b', 'a_b', '::1'].some(isRegistry)).toBe(false);
  });
});
