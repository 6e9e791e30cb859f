/** The parts of a file: what differs in meaning, and its lines. */

/** @typedef {import('../../src/report/review/page-view.ts').PageView} PageView */
/** @typedef {import('../../src/report/review/page-view.ts').PageFile} PageFile */
/** @typedef {import('../../src/report/review/page-view.ts').PageChange} PageChange */
/** @typedef {import('../../src/report/review/page-view.ts').PageElement} PageElement */
/** @typedef {import('../../src/report/review/page-view.ts').PageHunk} PageHunk */

/** @param {readonly PageElement[]} elements */
function elementList(elements) {
  return make('ul', { class: 'elements' }, ...elements.map(elementItem));
}

/** @param {PageElement} element */
function elementItem({ change, sign, place, before, after, why, on }) {
  const values = [];
  if (before !== undefined && change !== 'added') values.push(make('del', {}, before || '(empty)'));
  if (after !== undefined && change !== 'removed' && change !== 'moved') {
    values.push(make('ins', {}, after || '(empty)'));
  }
  const [old, now] = values;
  const said = old !== undefined && now !== undefined ? [old, make('span', { class: 'to' }, ' → '), now] : values;
  return make(
    'li',
    { class: change },
    make('span', { class: 'sign', title: change }, sign),
    make(
      'div',
      {},
      make('span', { class: 'place' }, place),
      ' ',
      make('span', { class: 'values' }, ...(change === 'moved' ? ['moved'] : said)),
      ...(on === undefined ? [] : [make('span', { class: 'on' }, ` on ${on}`)]),
      ...(why === '' ? [] : [make('div', { class: 'why' }, `← ${why}`)]),
    ),
  );
}

/** @param {readonly PageHunk[]} hunks */
function lineTable(hunks) {
  const body = make('tbody', {});
  for (const hunk of hunks) {
    body.append(make('tr', { class: 'range' }, make('td', { colspan: 3 }, `@@ ${hunk.ranges} @@`)));
    let [old, now] = [hunk.oldStart, hunk.newStart];
    for (const [sign, text, other] of withPartners(hunk.lines)) {
      const kind = sign === '+' ? 'added' : sign === '-' ? 'removed' : 'same';
      body.append(
        make(
          'tr',
          { class: kind },
          make('td', { class: 'number' }, sign === '+' ? '' : String(old++)),
          make('td', { class: 'number' }, sign === '-' ? '' : String(now++)),
          make('td', { class: 'code' }, sign, ...marked(text, other)),
        ),
      );
    }
  }
  const caption = make('caption', { class: 'hidden' }, 'Lines: number before, number after, text');
  return make(
    'div',
    { class: 'lines', tabindex: 0, role: 'group', 'aria-label': 'Lines' },
    make('table', {}, caption, body),
  );
}

/**
 * Each line with the one that it took the place of, where as many lines went as came.
 * @param {readonly string[]} lines
 * @returns {[string, string, string | undefined][]}
 */
function withPartners(lines) {
  /** @type {[string, string, string | undefined][]} */
  const found = lines.map((line) => [line.slice(0, 1), line.slice(1), undefined]);
  for (let start = 0; start < found.length; start++) {
    let [gone, come] = [0, 0];
    while (found[start + gone]?.[0] === '-') gone++;
    while (found[start + gone + come]?.[0] === '+') come++;
    for (let index = 0; gone === come && index < gone; index++) {
      const [before, after] = [found[start + index], found[start + gone + index]];
      if (before !== undefined && after !== undefined) [before[2], after[2]] = [after[1], before[1]];
    }
    start += gone + come;
  }
  return found;
}

/**
 * The text with what the other does not have marked, where the two have enough in common.
 * @param {string} text
 * @param {string | undefined} other
 */
function marked(text, other) {
  if (other === undefined) return [text];
  const shorter = Math.min(text.length, other.length);
  let head = 0;
  while (head < shorter && text[head] === other[head]) head++;
  let tail = 0;
  while (tail < shorter - head && text.at(-1 - tail) === other.at(-1 - tail)) tail++;
  // Half of a character would be none.
  while (head > 0 && /[\ud800-\udbff]/.test(text[head - 1] ?? '')) head--;
  while (tail > 0 && /[\udc00-\udfff]/.test(text.at(-tail) ?? '')) tail--;
  const middle = text.slice(head, text.length - tail);
  if (middle === '' || head + tail < shorter / 4) return [text];
  return [text.slice(0, head), make('mark', {}, middle), text.slice(text.length - tail)];
}
