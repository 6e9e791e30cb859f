import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.ts';
import { corpus, readIn } from './corpus.ts';
import { vocabulary } from './vocabulary.ts';

/** The cures of all problems of a file of the bad corpus. */
function cures(name: string): (string | undefined)[] {
  return loadSpec({ entry: `${name}.yaml`, read: readIn('err') }, vocabulary).diagnostics.map(({ help }) => help);
}

describe('the cure', () => {
  it('of an unknown key is the nearest known one, or the list of a few', () => {
    expect(cures('unknown-keys')).toEqual([
      'did you mean `name`?',
      'did you mean `hosts`?',
      'did you mean `release`?',
      'did you mean `address`?',
      'remove it; the keys are `address`, `roles`, `architecture`, `components` and `services`',
      'did you mean `image`?',
      'did you mean `target`?',
      'did you mean `value`?',
      expect.stringMatching(/^remove it; the keys are `apiVersion`, /),
    ]);
  });

  it('of an unknown value is the nearest known one, and the list', () => {
    expect(cures('unknown-values').slice(0, 4)).toEqual([
      'did you mean `unitc/v1`? It takes `unitc/v1`',
      expect.stringMatching(/^did you mean `centos-atomic`\? It takes one of `fedora-atomic`, .* or `generic`$/),
      'did you mean `upstream`? It takes one of `distribution`, `upstream` or `hyperkube`',
      'write one of `docker` or `system-container`',
    ]);
  });

  it('of an unquoted version quotes what was written', () => {
    expect(cures('bad-versions')[2]).toBe('quote it: "1.10"');
  });

  it('of a flag with dashes is the bare name', () => {
    expect(cures('flag-names').slice(0, 3)).toEqual([
      'write `v`: the dashes are added',
      'write `v`: the dashes are added',
      'write `v: 4`',
    ]);
  });

  it('of an address with more around it is the address', () => {
    expect(cures('addresses').slice(0, 5)).toEqual([
      'write only `10.0.0.1`',
      'write only `10.0.0.2`',
      expect.any(String),
      'write only `10.0.0.0`',
      'write only `fd00::1`',
    ]);
  });

  it('is there for every problem of the corpus, and no message repeats a secret', () => {
    for (const file of corpus('err')) {
      const { diagnostics } = loadSpec({ entry: file, read: readIn('err') }, vocabulary);
      for (const { help, why, message } of diagnostics) {
        expect({ file, message, help: help !== undefined && help !== '', why: why !== undefined }).toMatchObject({
          help: true,
          why: true,
        });
        expect(`${message}${help}`).not.toMatch(/hunter2|s3cr3t|wJalrXUtn|AKIAIOS|abc123/);
        expect(message).not.toMatch(/\.$|\n/);
      }
    }
  });
});
