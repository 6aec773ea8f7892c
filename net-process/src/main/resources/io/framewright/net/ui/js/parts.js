/** The parts that several views show: problems, empty states, chips, dialogs, tabs, toasts. */
import { h, icon, newId, put } from './dom.js';
import { bytes, shortId } from './format.js';
import { mayAdmin, mayOperate, session } from './api.js';

/** A failure: its code and its message, which says what would be right. */
export function problemBox(problem) {
  const rest = Object.entries(problem.values ?? {}).filter(([name]) => !['commandId', 'field'].includes(name));
  return h('div', { class: 'problem', role: 'alert' },
    h('span', { class: 'code' }, problem.code ?? 'UNEXPECTED'),
    h('span', {}, problem.message ?? problem.detail ?? String(problem)),
    rest.length > 0 && h('details', {}, h('summary', { class: 'small' }, 'Details'),
      h('pre', { class: 'json', tabindex: '0' }, JSON.stringify(Object.fromEntries(rest), null, 2))));
}

export function empty(picture, title, text, ...actions) {
  return h('div', { class: 'empty' }, icon(picture, 40), h('h2', {}, title), h('p', {}, text), actions.length > 0 && h('div', { class: 'row' }, actions));
}

const STATES = {
  RUNNING: ['good', 'running'], STARTING: ['warn', 'starting'], STOPPING: ['warn', 'stopping'], LOST: ['bad', 'lost'], QUARANTINED: ['bad', 'quarantined'],
  UP: ['good', 'up'], JOINING: ['warn', 'joining'], LEAVING: ['warn', 'leaving'], EXITING: ['warn', 'exiting'], DOWN: ['bad', 'down'], UNREACHABLE: ['bad', 'unreachable'],
};

export function stateChip(status, idleSince) {
  if (status === 'RUNNING' && idleSince) return h('span', { class: 'chip dot', title: 'Its frames are not in memory; its next command brings them back.' }, 'idle');
  const [kind, word] = STATES[status] ?? ['', String(status).toLowerCase()];
  return h('span', { class: `chip dot ${kind}` }, word);
}

/** An id, short, with a way to copy all of it. */
export function idText(uuid) {
  return h('span', { class: 'row id' }, h('code', { title: uuid }, shortId(uuid)),
    h('button', { class: 'button quiet small icon', type: 'button', 'aria-label': `Copy the id ${uuid}`, title: 'Copy the whole id',
      on: { click: async (click) => {
        click.stopPropagation();
        await navigator.clipboard.writeText(uuid);
        toast('The id is copied.');
      } } }, icon('copy', 15)));
}

export function button(label, click, kind = '', attributes = {}) {
  return h('button', { class: `button ${kind}`, type: 'button', on: { click }, ...attributes }, label);
}

/** A button that is there for those who may; others see it greyed, with the reason. */
export function guarded(label, click, kind = '', needs = 'operate', attributes = {}) {
  const may = () => (needs === 'admin' ? mayAdmin() : mayOperate());
  const made = button(label, click, kind, attributes);
  const show = () => {
    made.disabled = !may();
    made.title = may() ? attributes.title ?? '' : 'This page is read-only for you.';
  };
  session.addEventListener('access', show);
  show();
  return made;
}

export function stats(...pairs) {
  return h('dl', { class: 'stats' }, pairs.filter(Boolean).map(([name, value, text]) =>
    h('div', {}, h('dt', {}, name), h('dd', { class: text ? 'text clip' : '', title: typeof value === 'string' ? value : undefined }, value))));
}

export function tabs(label, current, entries) {
  return h('nav', { class: 'tabs', 'aria-label': label }, entries.map(([key, text, href]) =>
    h('a', { href, 'aria-current': key === current ? 'page' : undefined }, text)));
}

export function field(label, input, hint) {
  const id = input.id || newId('field');
  input.id = id;
  return h('div', { class: 'field' }, h('label', { class: 'label', for: id }, label), input, hint && h('span', { class: 'hint' }, hint));
}

export const input = (attributes) => h('input', { class: 'input', autocomplete: 'off', spellcheck: 'false', ...attributes });

export function select(options, value, change) {
  const made = h('select', { class: 'input', on: change ? { change: () => change(made.value) } : {} }, options.map((option) => {
    const [key, text] = Array.isArray(option) ? option : [option, option];
    return h('option', { value: key }, text);
  }));
  if (value !== undefined) made.value = value;
  return made;
}

export function memory(used, most) {
  if (!Number.isFinite(used) || !most) return h('span', {}, bytes(used));
  const share = Math.min(100, Math.round((used / most) * 100));
  return h('div', { class: 'stack tight' }, h('span', { class: 'small' }, `${bytes(used)} of ${bytes(most)}`),
    h('div', { class: 'bar', role: 'img', 'aria-label': `${share} percent of the memory` }, h('div', { style: { width: `${share}%` } })));
}

/** Tells for some seconds that something was done, or that it was not. */
export function toast(text, bad = false) {
  const made = h('div', { class: bad ? 'toast bad' : 'toast', role: 'status' }, bad?.code ? h('strong', { class: 'mono' }, `${bad.code} `) : null, text);
  document.getElementById('toasts').append(made);
  setTimeout(() => made.remove(), bad ? 9000 : 4000);
}

export const toastProblem = (problem) => toast(problem.message, problem);

/**
 * Asks for something in a dialog; `submit` does it, and what it throws is shown in the dialog, which stays open.
 *
 * @returns when the dialog is closed: what `submit` returned, or undefined
 */
export function ask({ title, content, action, kind = 'primary', submit, cancel = true }) {
  return new Promise((resolve) => {
    let result;
    const problems = h('div', { 'aria-live': 'polite' });
    const act = h('button', { class: `button ${kind}`, type: 'submit' }, action);
    const heading = newId('dialog');
    const dialog = h('dialog', { 'aria-labelledby': heading },
      h('form', { method: 'dialog', on: { submit: async (event) => {
        event.preventDefault();
        act.disabled = true;
        put(problems);
        try {
          result = await submit();
          dialog.close();
        } catch (failed) {
          put(problems, problemBox(failed));
          problems.scrollIntoView({ block: 'nearest' });
        } finally {
          act.disabled = false;
        }
      } } },
      h('div', { class: 'spread' }, h('h2', { id: heading }, title),
        h('button', { class: 'button quiet icon', type: 'button', 'aria-label': 'Close', on: { click: () => dialog.close() } }, icon('close'))),
      content, problems,
      h('div', { class: 'row end' }, cancel && button('Cancel', () => dialog.close()), act)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** What a view is, with what can be done there beside it. */
export function title(text, ...beside) {
  document.title = `${text} · Framewright`;
  return h('div', { class: 'spread' }, h('h1', { tabindex: '-1' }, text), h('div', { class: 'row' }, beside));
}
