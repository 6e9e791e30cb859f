/** A file as a card, which is filled when it is first opened. */

/** Changes of a path that are drawn at once. */
const changesAtOnce = 20;

/** @typedef {{ readonly file: PageFile, readonly changes: readonly PageChange[] }} Shown */

/**
 * @param {Shown} shown
 * @param {{ readonly isOpen: boolean, readonly severities: ReadonlyMap<number, string>, readonly onToggle: (open: boolean) => void }} options
 */
function fileCard({ file, changes }, { isOpen, severities, onToggle }) {
  const id = `file-${file.changes[0]?.id ?? 0}`;
  const body = make('div', { id, class: 'body' });
  const signs = new Set(changes.map(({ sign }) => sign));
  const [sign = '~'] = signs.size === 1 ? signs : ['~'];
  const worst = ['error', 'warning', 'note'].find((one) => changes.some((change) => severities.get(change.id) === one));
  const slash = file.path.lastIndexOf('/') + 1;
  const [only] = changes;
  const differences = file.alike.length + changes.reduce((sum, change) => sum + change.elements.length, 0);
  const on = changes.length === 1 && only !== undefined ? only.on : summaryOf(changes);
  const button = make(
    'button',
    { type: 'button', class: 'fold', 'aria-controls': id },
    make(
      'span',
      { class: `sign ${signClass(sign)}`, title: [...new Set(changes.map(({ kind }) => kind))].join(', ') },
      sign,
    ),
    make(
      'span',
      { class: 'path' },
      make('span', { class: 'folder' }, `/${file.path.slice(0, slash)}`),
      make('span', { class: 'base' }, file.path.slice(slash)),
    ),
    ...(worst === undefined ? [] : [make('span', { class: `badge ${worst}` }, worst)]),
    make('span', { class: 'on' }, differences === 0 ? on : `${plural(differences, 'difference')} · ${on}`),
  );
  const card = make('article', { class: 'card' }, make('h3', {}, button), body);
  /** @param {boolean} open */
  const set = (open) => {
    button.setAttribute('aria-expanded', String(open));
    body.hidden = !open;
    if (open && body.childElementCount === 0) fillBody(body, file, changes);
  };
  set(isOpen);
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    set(open);
    onToggle(open);
  });
  return card;
}

/** @param {readonly PageChange[]} changes */
function summaryOf(changes) {
  const hosts = new Set(changes.flatMap((change) => change.hosts));
  return `${plural(hosts.size, 'host')}, ${plural(changes.length, 'variant')}`;
}

/** @param {string} sign */
function signClass(sign) {
  return sign === '+' ? 'added' : sign === '-' ? 'removed' : 'changed';
}

/**
 * @param {HTMLElement} body
 * @param {PageFile} file
 * @param {readonly PageChange[]} changes
 */
function fillBody(body, file, changes) {
  if (file.alike.length > 0) body.append(elementList(file.alike));
  const [only] = changes;
  if (changes.length === 1 && only !== undefined) body.append(...changeParts(only));
  else appendInParts(body, changes, changesAtOnce, changeDetails);
}

/** @param {PageChange} change */
function changeDetails(change) {
  const { sign, kind, on, elements } = change;
  const more = elements.length === 0 ? '' : ` · ${plural(elements.length, 'difference')}`;
  const details = make(
    'details',
    {},
    make(
      'summary',
      {},
      make('span', { class: `sign ${signClass(sign)}`, title: kind }, sign),
      ` ${on}`,
      make('span', { class: 'on' }, more),
    ),
  );
  details.addEventListener('toggle', () => {
    if (details.childElementCount === 1) details.append(...changeParts(change));
  });
  return details;
}

/** @param {PageChange} change */
function changeParts({ notes, why, elements, hunks }) {
  return [
    ...(notes === '' ? [] : [make('p', { class: 'notes' }, notes)]),
    ...(why === '' ? [] : [make('p', { class: 'why' }, `← ${why}`)]),
    ...(elements.length === 0 ? [] : [elementList(elements)]),
    ...(hunks.length === 0 ? [] : [lineTable(hunks)]),
  ];
}
