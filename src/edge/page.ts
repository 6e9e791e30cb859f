/** Reads what the page of a review is drawn and driven by. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageParts } from '../report/review/index.ts';
import { packageRoot } from './package-root.ts';

/** In the order in which they run, as one script. */
const scripts = ['dom.js', 'parts.js', 'cards.js', 'filter.js', 'keys.js', 'page.js'];

export function loadPage(root: string = packageRoot().directory): PageParts {
  const read = (name: string) => readFileSync(path.join(root, 'pages/diff', name), 'utf8');
  return { style: read('page.css'), script: `'use strict';\n{\n${scripts.map(read).join('')}}\n` };
}
