import { expect, test } from 'vitest';
import {
  markdownCode,
  markdownCodeInHtml,
  markdownComment,
  markdownFence,
  markdownProse,
  markdownText,
} from '../../src/codec/markdown/index.ts';

test.each([
  ['a *b* _c_', 'a &#42;b&#42; &#95;c&#95;'],
  ['@octocat #12', '&#64;\u2060octocat &#35;\u206012'],
  ['a\n\nb', 'a b'],
  ['https://www.example.org :smile:', 'https:\u2060//www\u2060.example.org :\u2060smile:'],
  ['GH-1', 'GH-\u20601'],
])('text %j', (text, markdown) => {
  expect(markdownText(text)).toBe(markdown);
});

test.each([
  ['', ''],
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  [' a ', '`  a  `'],
  [' ', '` `'],
  ['a|b', '<code>a&#124;b</code>'],
  ['a\nb', '`a b`'],
])('code %j', (text, markdown) => {
  expect(markdownCode(text)).toBe(markdown);
});

test('names in messages are code', () => {
  expect(markdownProse('`a*` is *not* `b')).toBe('`a*` is &#42;not&#42; &#96;b');
});

test('code in HTML, comments, and fences', () => {
  expect(markdownCodeInHtml('<b>\n')).toBe('<code>&lt;b&gt; </code>');
  expect(markdownComment('a -->b')).toBe('<!-- a -\u2060-\u2060b -->');
  expect(markdownFence('diff', ['+a', ' ````'])).toBe('`````diff\n+a\n ````\n`````\n');
});
