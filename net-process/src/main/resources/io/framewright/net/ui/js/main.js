/** The frame around the views: navigation, theme, shortcuts, and which view an address means. */
import { h, icon, put } from './dom.js';
import { ask, button, field, input, problemBox } from './parts.js';
import { get, poll, session, setToken } from './api.js';
import { workers } from './workers.js';
import { worker } from './worker.js';
import { frame } from './frame.js';
import { nodes } from './nodes.js';
import { letters } from './letters.js';

const ROUTES = [
  [/^\/?$/, workers, 'workers', []],
  [/^\/workers\/([^/]+)\/frames\/([^/]+)(?:\/(rows|columns|chart|steps))?$/, frame, 'workers', ['workerId', 'name', 'tab']],
  [/^\/workers\/([^/]+)(?:\/(frames|activity|compose))?$/, worker, 'workers', ['workerId', 'tab']],
  [/^\/nodes$/, nodes, 'nodes', []],
  [/^\/letters$/, letters, 'letters', []],
];

const main = h('main', { id: 'main', tabindex: '-1' });
const status = h('p', { class: 'small muted status', role: 'status' });
const letterCount = h('span', { class: 'count hidden' });
const links = [
  ['workers', 'Workers', '#/', 'workers'], ['nodes', 'Nodes', '#/nodes', 'nodes'], ['letters', 'Dead letters', '#/letters', 'letters'],
].map(([key, text, href, picture]) => h('a', { href, data: { key } }, icon(picture), h('span', {}, text), key === 'letters' && letterCount));
const themeButton = h('button', { class: 'button quiet icon', type: 'button', on: { click: switchTheme } });

put(document.getElementById('shell'),
  h('header', { class: 'top' },
    h('a', { class: 'brand', href: '#/' }, h('img', { src: 'favicon.svg', alt: '', width: 26, height: 26 }), h('span', {}, 'Framewright')),
    h('nav', { class: 'places', 'aria-label': 'Main' }, links),
    h('div', { class: 'foot' }, status,
      h('div', { class: 'row' }, themeButton,
        h('button', { class: 'button quiet icon', type: 'button', 'aria-label': 'Keyboard shortcuts', title: 'Keyboard shortcuts (?)', on: { click: showKeys } }, icon('keys'))))),
  main, h('div', { id: 'toasts' }));

let leaving = new AbortController();
let shown = '';

function route() {
  const address = location.hash.slice(1) || '/';
  const [path, query = ''] = address.split('?');
  if (address === shown) return;
  shown = address;
  leaving.abort();
  leaving = new AbortController();
  for (const [pattern, view, place, names] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      const parameters = Object.fromEntries(names.map((name, i) => [name, match[i + 1] === undefined ? undefined : decodeURIComponent(match[i + 1])]));
      show(view, place, { ...parameters, query: new URLSearchParams(query), signal: leaving.signal });
      return;
    }
  }
  location.replace('#/');
}

function show(view, place, parameters) {
  for (const link of links) {
    if (link.dataset.key === place) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  put(main, view(parameters));
  window.scrollTo(0, 0);
  if (document.activeElement === document.body || !document.body.contains(document.activeElement)) main.focus({ preventScroll: true });
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function switchTheme() {
  const next = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem('framewright.theme', next);
  } catch (storageIsOff) {
    // It holds until the page is left, then.
  }
  drawTheme();
}

function drawTheme() {
  const label = isDark() ? 'Light theme' : 'Dark theme';
  themeButton.setAttribute('aria-label', label);
  themeButton.title = `${label} (t)`;
  put(themeButton, icon(isDark() ? 'sun' : 'moon'));
}

const KEYS = [
  ['g w', 'Workers'], ['g n', 'Nodes'], ['g d', 'Dead letters'], ['/', 'To the filter of the view'], ['n', 'New worker, on the list of workers'],
  ['t', 'Light or dark'], ['?', 'These shortcuts'], ['Ctrl Enter', 'Send the command that is being composed'],
  ['← → ↑ ↓', 'From cell to cell in rows; with Ctrl to the edge'], ['PgUp PgDn', 'A screenful of rows'],
];

function showKeys() {
  ask({ title: 'Keyboard shortcuts', action: 'Done', cancel: false, submit: () => true, content: h('dl', { class: 'keys' },
    KEYS.map(([keys, what]) => [h('dt', {}, keys.split(' ').map((key) => [h('kbd', {}, key), ' '])), h('dd', {}, what)])) });
}

let before = '';
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')
    || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const key = before === 'g' ? `g ${event.key}` : event.key;
  before = event.key === 'g' ? 'g' : '';
  const act = { 'g w': () => go('/'), 'g n': () => go('/nodes'), 'g d': () => go('/letters'), t: switchTheme, '?': showKeys,
    '/': () => document.querySelector('[data-filter]')?.focus(), n: () => document.querySelector('[data-new]')?.click() }[key];
  if (act) {
    event.preventDefault();
    act();
  }
});

const go = (path) => {
  location.hash = `#${path}`;
};

function tellStatus() {
  put(status, h('span', { class: `chip dot ${session.online ? 'good' : 'bad'}` }, session.online ? 'connected' : 'no connection'),
    session.access === 'read' && h('span', { class: 'chip warn' }, 'read-only'));
}

let asking = false;
session.addEventListener('online', tellStatus);
session.addEventListener('access', tellStatus);
session.addEventListener('token', async () => {
  if (asking) return;
  asking = true;
  const token = input({ type: 'password', required: true, autocomplete: 'current-password' });
  const given = await ask({ title: 'This server asks who you are', action: 'Go on', submit: () => token.value.trim(),
    content: h('div', { class: 'stack' }, field('Token', token, 'It was printed once when the server first started. It stays in this tab.')) });
  asking = false;
  if (given) {
    setToken(given);
    shown = '';
    route();
  }
});

window.addEventListener('hashchange', route);
window.addEventListener('error', (event) => put(main, problemBox({ code: 'PAGE_ERROR', message: event.message }), button('Reload', () => location.reload())));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawTheme);
drawTheme();
tellStatus();
route();
poll(5000, new AbortController().signal, async () => {
  const { total } = await get('/dead-letters?limit=1');
  letterCount.textContent = total > 999 ? '999+' : String(total);
  letterCount.classList.toggle('hidden', total === 0);
  letterCount.setAttribute('aria-label', `${total} dead letters`);
  letterCount.setAttribute('role', 'img');
});
