/** SipHash-2-4 (Aumasson and Bernstein 2012): src/basic/siphash24.c. */

const mask = (1n << 64n) - 1n;

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask;
}

type State = readonly [bigint, bigint, bigint, bigint];

function round([a, b, c, d]: State): State {
  const a1 = (a + b) & mask;
  const b1 = rotate(b, 13n) ^ a1;
  const c1 = (c + d) & mask;
  const d1 = rotate(d, 16n) ^ c1;
  const a2 = (rotate(a1, 32n) + d1) & mask;
  const d2 = rotate(d1, 21n) ^ a2;
  const c2 = (c1 + b1) & mask;
  return [a2, rotate(b1, 17n) ^ c2, rotate(c2, 32n), d2];
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** `key` has 16 bytes. */
export function siphash24(bytes: Uint8Array, key: Uint8Array): bigint {
  const low = littleEndian(key.subarray(0, 8));
  const high = littleEndian(key.subarray(8, 16));
  let state: State = [
    low ^ 0x736f6d6570736575n,
    high ^ 0x646f72616e646f6dn,
    low ^ 0x6c7967656e657261n,
    high ^ 0x7465646279746573n,
  ];
  const compress = (word: bigint): void => {
    const [a, b, c, d] = round(round([state[0], state[1], state[2], state[3] ^ word]));
    state = [a ^ word, b, c, d];
  };
  const whole = bytes.length - (bytes.length % 8);
  for (let i = 0; i < whole; i += 8) compress(littleEndian(bytes.subarray(i, i + 8)));
  compress(littleEndian(bytes.subarray(whole)) | (BigInt(bytes.length & 0xff) << 56n));
  state = [state[0], state[1], state[2] ^ 0xffn, state[3]];
  const [a, b, c, d] = round(round(round(round(state))));
  return a ^ b ^ c ^ d;
}
