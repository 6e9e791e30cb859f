import { expect, it } from 'vitest';
import { quoteMermaidLabel } from '../../../src/codec/mermaid/index.ts';

it('a label is in quotes, with all that could be markup written by number', () => {
  expect(quoteMermaidLabel('etcd.service: restart')).toBe('"etcd.service: restart"');
  expect(quoteMermaidLabel('a"]; click b <i>`x`</i> #1;\n%%')).toBe(
    '"a#34;#93;#59; click b #60;i#62;#96;x#96;#60;/i#62; #35;1#59;#10;#37;#37;"',
  );
  expect(quoteMermaidLabel('größer 💾')).toBe('"größer #128190;"');
});
