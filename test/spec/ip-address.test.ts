import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDnsName } from '../../src/spec/dns-name.ts';
import { parseIp, parseIpv4, parseIpv6 } from '../../src/spec/ip-address.ts';
import { runs } from '../support/runs.ts';

describe('parseIp', () => {
  it('gives the bytes', () => {
    expect(parseIpv4('192.168.122.2')).toEqual([192, 168, 122, 2]);
    expect(parseIpv6('fd00::1:2')).toEqual([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2]);
    expect(parseIpv6('::ffff:10.0.0.1')?.slice(10)).toEqual([255, 255, 10, 0, 0, 1]);
    expect(parseIp('10.0.01.1')).toBeUndefined();
  });

  it('agrees with Node on any text that resembles an address', () => {
    const character = fc.constantFrom(...'0123456789abcdefF:.:::..g/ ');
    const near = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: character, maxLength: 24 }));
    const text = fc.oneof(
      near,
      fc.tuple(near, fc.constantFrom('', ':', '.', '0', '::')).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (address) => {
        expect({ address, is: parseIp(address) !== undefined }).toEqual({ address, is: isIP(address) !== 0 });
      }),
      runs(500),
    );
  });
});

describe('isDnsName', () => {
  it.each(['a', 'master-1', 'master-1.lab.example.com', '1a', '3.lab', 'xn--mnchen-3ya.de'])('%s is one', (name) => {
    expect(isDnsName(name)).toBe(true);
  });
  it.each(['', '.', 'a.', 'a..b', '-a', 'a-', 'a_b', 'a b', '1.2.3', '300.1.1.1', `${'a'.repeat(64)}.b`, 'münchen.de'])(
    '%s is none',
    (name) => {
      expect(isDnsName(name)).toBe(false);
    },
  );
});
