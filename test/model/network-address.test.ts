import { expect, test } from 'vitest';
import { addressIn } from '../../src/model/network-address.ts';

test.each([
  ['10.254.0.0/16', 10, '10.254.0.10'],
  ['10.0.0.240/28', 10, '10.0.0.250'],
  ['10.0.0.0/29', 10, undefined],
  ['0.0.0.0/0', 10, '0.0.0.10'],
  ['10.0.0.0/32', 0, '10.0.0.0'],
  ['fd00:10:96::/112', 10, 'fd00:10:96::a'],
  ['fd00:0:0:1::/64', 10, 'fd00:0:0:1::a'],
  ['2001:db8:0:1:1:1:1:0/124', 10, '2001:db8:0:1:1:1:1:a'],
  ['fd00::/125', 10, undefined],
  ['::/0', 10, '::a'],
  ['::/0', 0, '::'],
  ['fd00:1:0:0:2::/108', 0, 'fd00:1:0:0:2::'],
  ['no network', 10, undefined],
])('%s + %i is %s', (network, offset, expected) => {
  expect(addressIn(network, offset)).toBe(expected);
});
