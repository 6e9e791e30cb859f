/** Elements of the page. Text is always text: nothing here reads HTML. What a terminal would obey is shown already. */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | number>} attributes `false` is left out.
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Text in which back-ticks mark names.
 * @param {string} text
 */
function prose(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? make('code', {}, part) : part));
}

/**
 * @param {number} count
 * @param {string} noun
 */
function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * Appends `size` of the items now, and more of them by a button, so that a thousand cost nothing until they are wanted.
 * @template T
 * @param {HTMLElement} into
 * @param {readonly T[]} items
 * @param {number} size
 * @param {(item: T) => Node} draw
 */
function appendInParts(into, items, size, draw) {
  let shown = 0;
  /** @param {number} count */
  const more = (count) => {
    into.append(...items.slice(shown, shown + count).map(draw));
    shown = Math.min(items.length, shown + count);
    button.textContent = `Show ${Math.min(size, items.length - shown)} more of ${items.length - shown}`;
    if (shown < items.length) into.append(button);
    else button.remove();
  };
  const button = make('button', { class: 'more', type: 'button' });
  button.addEventListener('click', () => {
    const before = into.childElementCount - 1;
    more(size);
    const first = into.children[before]?.querySelector('button, summary');
    if (first instanceof HTMLElement) first.focus();
  });
  more(size);
  return () => more(items.length);
}
