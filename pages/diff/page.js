/** Puts the page together and keeps it in step with its filters. */

/** Files, hosts and rows that are drawn at once. */
const filesAtOnce = 100;
const hostsAtOnce = 60;
const rowsAtOnce = 30;

/** @returns {PageView} */
function readView() {
  return JSON.parse(document.getElementById('data')?.textContent ?? '');
}

const view = readView();
const shownBy = makeFilter(view);
const mount = document.getElementById('page') ?? document.body;
/** @type {Set<PageFile>} */
const opened = new Set(view.files.length <= 3 ? view.files : []);
/** @type {Map<number, string>} */
const severities = new Map();
for (const { change, severity } of [...view.risks].reverse()) {
  if (change !== undefined) severities.set(change, severity);
}

/**
 * @param {string} id
 * @param {string} label
 * @param {readonly (readonly [string, string])[]} choices
 */
function select(id, label, choices) {
  const options = choices.map(([value, text]) => make('option', { value }, text));
  return make('label', {}, make('span', {}, label), make('select', { id }, ...options));
}

const kinds = [...new Set(view.files.flatMap(({ changes }) => changes.map(({ kind }) => kind)))].sort();
const search = make('input', { id: 'text', type: 'search', placeholder: 'path, flag, value …', autocomplete: 'off' });
const host = make('input', {
  id: 'host',
  type: 'search',
  list: 'hosts',
  placeholder: 'all hosts',
  autocomplete: 'off',
});
const kind = select('kind', 'Kind', [['', 'any'], ...kinds.map((one) => /** @type {const} */ ([one, one]))]);
const risk = select('risk', 'Risk', [
  ['', 'with or without'],
  ['any', 'any risk'],
  ['error', 'error'],
  ['warning', 'warning'],
  ['note', 'note'],
]);
const statusLine = make('p', { id: 'status', role: 'status' });
const help = helpDialog();
const helpButton = make('button', { type: 'button', class: 'quiet', title: 'Keys (?)' }, 'Keys ', make('kbd', {}, '?'));
helpButton.addEventListener('click', () => help instanceof HTMLDialogElement && help.showModal());

const bar = make(
  'form',
  { role: 'search', 'aria-label': 'Filter', class: 'bar' },
  make('label', { class: 'wide' }, make('span', {}, 'Search'), search),
  make('label', {}, make('span', {}, 'Host'), host),
  kind,
  risk,
  statusLine,
  helpButton,
);
const hostOptions = make('datalist', { id: 'hosts' }, ...view.hosts.map((name) => make('option', { value: name })));

/** @param {string} id */
function fieldValue(id) {
  const element = document.getElementById(id);
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.value : '';
}

/**
 * @param {string} id
 * @param {string} title
 * @param {(readonly [string, () => void])[]} buttons
 */
function section(id, title, ...buttons) {
  const list = make('div', { class: 'list' });
  const count = make('span', { class: 'count' });
  const heading = make(
    'div',
    { class: 'heading' },
    make('h2', { id: `${id}-title` }, `${title} `, count),
    ...buttons.map(([text, act]) => {
      const button = make('button', { type: 'button', class: 'quiet' }, text);
      button.addEventListener('click', act);
      return button;
    }),
  );
  const element = make('section', { id, 'aria-labelledby': `${id}-title`, tabindex: -1 }, heading, list);
  return { element, list, count };
}

const sections = {
  risks: section('risks', 'Risks'),
  units: section('units', 'Units'),
  files: section('files', 'Files', ['Unfold all', () => foldAll(true)], ['Fold all', () => foldAll(false)]),
};

/** @param {readonly number[]} hosts */
function hostsSaid(hosts) {
  const [first] = hosts;
  return hosts.length === 1 && first !== undefined ? (view.hosts[first] ?? '') : plural(hosts.length, 'host');
}

/** @param {readonly number[]} hosts */
function hostList(hosts) {
  return hosts.map((index) => view.hosts[index] ?? '').join(', ');
}

/** @param {PageView['risks'][number]} one */
function riskCard({ code, severity, message, help: cure, place, hosts, change }) {
  const where = make(change === undefined ? 'span' : 'button', { class: 'link' }, make('code', {}, place));
  if (change === undefined) where.removeAttribute('class');
  else {
    where.setAttribute('type', 'button');
    where.addEventListener('click', () => reveal(change));
  }
  const on = make('span', { title: hostList(hosts) }, hostsSaid(hosts));
  const places = [...(place === '' ? [] : [where]), ...(hosts.length === 0 ? [] : [on])];
  return make(
    'div',
    { class: `risk ${severity}` },
    make(
      'p',
      {},
      make('span', { class: `badge ${severity}` }, severity),
      ' ',
      make('strong', {}, ...prose(message)),
      ' ',
      make('code', { class: 'on' }, code),
    ),
    ...(cure === '' ? [] : [make('p', {}, ...prose(cure))]),
    make('p', { class: 'on' }, ...places.flatMap((one, index) => (index === 0 ? [one] : [' · ', one]))),
  );
}

/**
 * Unfolds the file of a change and goes there, whatever the filter is.
 * @param {number} id
 */
function reveal(id) {
  const file = view.files.find(({ changes }) => changes.some((change) => change.id === id));
  const first = file?.changes[0];
  if (file === undefined || first === undefined) return;
  opened.add(file);
  clearFilter();
  if (document.getElementById(`file-${first.id}`) === null) moreFiles();
  const button = document.querySelector(`[aria-controls="file-${first.id}"]`);
  if (!(button instanceof HTMLElement)) return;
  button.scrollIntoView({ block: 'start' });
  button.focus({ preventScroll: true });
}

/** @param {PageView['units'][number]} one */
function unitRow({ unit, action, reason, hosts }) {
  return make(
    'div',
    { class: 'unit' },
    make('span', { class: `action ${action}` }, action),
    make('span', { class: 'name' }, unit),
    make('span', { class: 'on', title: hostList(hosts) }, hostsSaid(hosts)),
    make('span', { class: 'why' }, reason),
  );
}

const hostSigns = { added: '+', removed: '-', changed: '~', same: '=' };

function hostPanel() {
  const list = make('div', { class: 'hosts' });
  const indexes = view.hosts.map((_, index) => index);
  const draw = (/** @type {number} */ index) => {
    const state = view.hostKinds[index] ?? 'same';
    const name = view.hosts[index] ?? '';
    const chip = make(
      'button',
      { type: 'button', class: `chip ${state}`, title: state, 'aria-pressed': false },
      `${hostSigns[state]} ${name}`,
    );
    chip.dataset.host = name;
    chip.addEventListener('click', () => {
      if (host instanceof HTMLInputElement) host.value = host.value === name ? '' : name;
      render();
    });
    return chip;
  };
  appendInParts(list, indexes, hostsAtOnce, draw);
  const changed = view.hostKinds.filter((state) => state !== 'same').length;
  return make(
    'details',
    { class: 'panel', open: view.hosts.length <= 24 },
    make(
      'summary',
      {},
      make('h2', {}, 'Hosts ', make('span', { class: 'count' }, `${changed} of ${view.hosts.length}`)),
    ),
    list,
  );
}

let moreFiles = () => {};

/**
 * @template T
 * @param {{ readonly element: HTMLElement, readonly list: HTMLElement, readonly count: HTMLElement }} into
 * @param {readonly T[]} items
 * @param {number} all
 * @param {number} size
 * @param {(item: T) => Node} draw
 */
function fill({ element, list, count }, items, all, size, draw) {
  list.replaceChildren();
  element.hidden = all === 0;
  count.textContent = items.length === all ? String(all) : `${items.length} of ${all}`;
  if (items.length === 0) list.append(make('p', { class: 'empty' }, 'Nothing that the filter lets through.'));
  return appendInParts(list, items, size, draw);
}

function render() {
  const filter = {
    text: fieldValue('text'),
    host: fieldValue('host'),
    kind: fieldValue('kind'),
    risk: fieldValue('risk'),
  };
  const shown = shownBy(filter);
  fill(sections.risks, shown.risks, view.risks.length, rowsAtOnce, riskCard);
  fill(sections.units, shown.units, view.units.length, rowsAtOnce, unitRow);
  moreFiles = fill(sections.files, shown.files, view.files.length, filesAtOnce, (one) =>
    fileCard(one, {
      isOpen: opened.has(one.file),
      severities,
      onToggle: (open) => (open ? opened.add(one.file) : opened.delete(one.file)),
    }),
  );
  statusLine.textContent = `${shown.files.length} of ${plural(view.files.length, 'file')}`;
  for (const chip of document.querySelectorAll('.chip')) {
    const isWanted = chip instanceof HTMLElement && chip.dataset.host === filter.host;
    chip.setAttribute('aria-pressed', String(isWanted));
  }
}

function clearFilter() {
  for (const field of bar.querySelectorAll('input, select')) {
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = '';
  }
  render();
}

/** @param {boolean} open */
function foldAll(open) {
  for (const button of document.querySelectorAll('.fold')) {
    if (button instanceof HTMLElement && (button.getAttribute('aria-expanded') === 'true') !== open) button.click();
  }
}

mount.append(
  hostOptions,
  bar,
  make('main', {}, sections.risks.element, hostPanel(), sections.units.element, sections.files.element),
  help,
);
bar.addEventListener('input', render);
bar.addEventListener('submit', (event) => event.preventDefault());
render();
listenToKeys({
  search,
  help,
  foldAll,
  more: () => moreFiles(),
  clear: clearFilter,
});
window.addEventListener('beforeprint', () => {
  moreFiles();
  foldAll(true);
  for (const details of document.querySelectorAll('details')) details.open = true;
});
