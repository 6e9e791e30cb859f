/** The page by keyboard alone. */

const keyHelp = /** @type {const} */ ([
  ['j', 'next file'],
  ['k', 'previous file'],
  ['Enter', 'fold or unfold it'],
  ['e', 'unfold all that are shown'],
  ['c', 'fold all'],
  ['/', 'search'],
  ['Esc', 'leave the search; clear it'],
  ['?', 'this help'],
]);

function helpDialog() {
  const rows = keyHelp.map(([key, what]) =>
    make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', {}, what)),
  );
  const close = make('button', { type: 'submit' }, 'Close');
  const dialog = make(
    'dialog',
    { 'aria-labelledby': 'help-title' },
    make('h2', { id: 'help-title' }, 'Keys'),
    make('dl', {}, ...rows),
    make('form', { method: 'dialog' }, close),
  );
  // A form's action is not allowed by the page's policy, and not needed.
  close.addEventListener('click', (event) => {
    event.preventDefault();
    if (dialog instanceof HTMLDialogElement) dialog.close();
  });
  return dialog;
}

/**
 * @param {{ readonly search: HTMLElement, readonly help: HTMLElement, readonly foldAll: (open: boolean) => void, readonly more: () => void, readonly clear: () => void }} page
 */
function listenToKeys({ search, help, foldAll, more, clear }) {
  /** @param {number} step */
  const move = (step) => {
    const all = () => [...document.querySelectorAll('.fold')];
    let buttons = all();
    const card = document.activeElement?.closest('.card');
    const at = buttons.findIndex((button) => button.closest('.card') === card);
    if (at + step >= buttons.length) {
      more();
      buttons = all();
    }
    const next = buttons[at === -1 && step < 0 ? 0 : Math.max(0, Math.min(buttons.length - 1, at + step))];
    if (next instanceof HTMLElement) {
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    }
  };
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null) return;
    if (event.key === 'Escape' && isTyping) {
      clear();
      target.blur();
    }
    if (isTyping) return;
    /** @type {Record<string, (() => void) | undefined>} */
    const actions = {
      j: () => move(1),
      k: () => move(-1),
      e: () => foldAll(true),
      c: () => foldAll(false),
      '/': () => search.focus(),
      '?': () => {
        if (help instanceof HTMLDialogElement) help.showModal();
      },
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}
