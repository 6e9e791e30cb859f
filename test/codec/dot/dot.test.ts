import { expect, it } from 'vitest';
import { quoteDotId, quoteDotLabel } from '../../../src/codec/dot/index.ts';

it('an ID is in quotes, with what would end it escaped', () => {
  expect(quoteDotId('a.service')).toBe('"a.service"');
  expect(quoteDotId('a"; b [x=y]')).toBe('"a\\"; b [x=y]"');
  expect(quoteDotId('system-a\\x2db.slice')).toBe('"system-a\\x2db.slice"');
  expect(quoteDotId('ends with \\')).toBe('"ends with \\\\"');
});

it('a label has one line for each, and nothing in it is markup, an entity or a place for a name', () => {
  expect(quoteDotLabel(['a "b"', '\\N \\G', '&amp; <b>', 'two\nlines'])).toBe(
    '"a \\"b\\"\\n\\\\N \\\\G\\n&amp;amp; <b>\\ntwo lines"',
  );
});
