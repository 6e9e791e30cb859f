/**
 * A review as one page that needs nothing else: style, script and data stand in it, and its policy lets it load
 * nothing and send nothing anywhere.
 */
import { createHash } from 'node:crypto';
import { codeRefusal, escapeHtml, jsonInScript } from '../../codec/html/index.ts';
import { visible } from '../visible.ts';
import type { PageParts, ReviewFormat } from './format.ts';
import { pageView } from './page-view.ts';
import { fileCounts, sideNames } from './words.ts';

export const reviewHtml: ReviewFormat = (review, { context, page }) => {
  if (page === undefined) throw new Error('the page is not to be had without its style and its script');
  const { style, script } = allowed(page);
  const sides = escapeHtml(visible(sideNames(review)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>unitc diff: ${sides}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#files">Skip to the files</a>
<header>
<p class="brand">unitc diff</p>
<h1>${sides}</h1>
<p id="verdict">${escapeHtml(fileCounts(review))}</p>
</header>
<noscript><p class="empty">This page needs its script. <code>unitc diff</code> prints the same as text.</p></noscript>
<div id="page"></div>
<footer>${escapeHtml(visible(review.generator))}</footer>
<script type="application/json" id="data">${jsonInScript(pageView(review, context))}</script>
<script>${script}</script>
</body>
</html>
`;
};

function allowed(page: PageParts): PageParts {
  for (const code of [page.style, page.script]) {
    const reason = codeRefusal(code);
    if (reason !== undefined) throw new Error(`what the page is made of ${reason}`);
  }
  return page;
}

/** Nothing from anywhere but the style and the script of the page, by their hashes. */
function policy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
}
