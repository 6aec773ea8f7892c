/** The rows of a frame or of a view: filtered, sorted, and scrolled through however many there are. */
import { h, put } from './dom.js';
import { send } from './api.js';
import { cell, count, isNumeric, plural } from './format.js';
import { button, input, problemBox, select, toastProblem } from './parts.js';
import { completing } from './editor.js';
import { completeExpression } from './complete.js';
import { language } from './language.js';
import { Grid } from './grid.js';
import { Pages } from './pages.js';

const WIDTHS = { INTEGER: 104, LONG: 150, DOUBLE: 118, BOOLEAN: 90, LOCAL_DATE: 112, LOCAL_TIME: 96, LOCAL_DATE_TIME: 160, INSTANT: 200, STRING: 150 };
const MOST_SAVED = 1_000_000;

export function rows({ workerId, frame, query, signal }) {
  const where = input({ value: query.get('where') ?? '', placeholder: "Filter: delay > 10 and origin == 'SFO'", 'aria-label': 'Condition for rows', data: { filter: '' } });
  const hidden = new Set();
  const view = frame.views.length > 0 && select([['', 'all rows'], ...frame.views.map((name) => [name, `view ${name}`])], query.get('view') ?? '', () => load());
  if (view) view.setAttribute('aria-label', 'View');
  const problems = h('div', { 'aria-live': 'polite' });
  const told = h('p', { class: 'muted small', role: 'status' });
  const place = h('div', { class: 'grid-place card flush' });
  let words = { functions: {}, keywords: [] };
  let sorted = null;
  let grid = null;
  let pages = null;
  let loading = 0;
  language().then((known) => {
    words = known;
  });
  const field = completing(where, (before) => completeExpression(before, { columns: frame.columns, language: words }));
  where.addEventListener('keydown', (event) => event.key === 'Enter' && load());
  where.addEventListener('change', () => load());
  signal.addEventListener('abort', () => grid?.close());

  const asked = () => ({ frame: frame.name, view: view ? view.value : '', where: where.value.trim(), sort: sorted ? `${sorted.column}:${sorted.order}` : '' });

  let lastAsked = null;
  async function load(force = false) {
    const ask = asked();
    const text = JSON.stringify(ask);
    if (text === lastAsked && !force) return;
    lastAsked = text;
    loading += 1;
    const mine = loading;
    told.textContent = 'Reading…';
    place.setAttribute('aria-busy', 'true');
    try {
      const begun = performance.now();
      const read = await new Pages(workerId, ask, { signal, loaded: () => grid?.draw(), failed: gone }).begin();
      if (mine !== loading) return;
      pages = read;
      put(problems);
      where.removeAttribute('aria-invalid');
      show();
      told.textContent = `${plural(read.rowCount, 'row')}${read.rowCount !== frame.rowCount ? ` of ${count(frame.rowCount)}` : ''} in ${Math.round(performance.now() - begun)} ms · version ${read.version ?? 'of an empty frame'}`;
    } catch (problem) {
      if (signal.aborted || mine !== loading) return;
      where.setAttribute('aria-invalid', where.value.trim() !== '' ? 'true' : 'false');
      told.textContent = '';
      put(problems, problemBox(problem));
    } finally {
      if (mine === loading) place.removeAttribute('aria-busy');
    }
  }

  function gone(problem) {
    put(problems, problemBox(problem), button('Read again', () => load(true), 'small'));
  }

  function show() {
    grid?.close();
    const first = pages.row(0);
    const all = view && view.value && first ? Object.keys(first).map((name) => frame.columns.find((column) => column.name === name) ?? { name, type: typeof first[name] === 'number' ? 'DOUBLE' : 'STRING' }) : frame.columns;
    const shown = all.filter((column) => !hidden.has(column.name)).map((column) => ({ ...column, numeric: isNumeric(column.type), width: width(column) }));
    if (pages.rowCount === 0) {
      put(place, h('p', { class: 'empty' }, where.value.trim() ? 'No row fulfils the condition.' : 'The frame has no rows.'));
      return;
    }
    grid = new Grid({ columns: shown, source: pages, label: `Rows of ${frame.name}`, sorted, onSort: sort, text: (value, column) => cell(value, column.type) });
    put(place, grid.element);
  }

  /** As wide as its first values ask for, within reason. */
  function width(column) {
    let longest = column.name.length + 3;
    for (let i = 0; i < Math.min(60, pages.rowCount); i += 1) longest = Math.max(longest, cell(pages.row(i)?.[column.name], column.type).length);
    return Math.min(320, Math.max(WIDTHS[column.type] ? Math.min(WIDTHS[column.type], 90) : 90, Math.round(longest * 8.2 + 26)));
  }

  function sort(column) {
    const order = sorted?.column === column ? { asc: 'desc', desc: null }[sorted.order] : 'asc';
    sorted = order ? { column, order } : null;
    load();
  }

  const chooser = h('details', { class: 'chooser' }, h('summary', { class: 'button' }, 'Columns'),
    h('div', { class: 'menu' }, frame.columns.slice(0, 300).map((column) => h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: true, on: { change: (event) => {
        if (event.target.checked) hidden.delete(column.name);
        else hidden.add(column.name);
        if (pages) show();
      } } }), column.name))));
  const jump = input({ type: 'number', min: '0', placeholder: 'Row', 'aria-label': 'Go to row', class: 'input short', on: { change: () => grid?.scrollTo(Number(jump.value) * 30) } });

  async function download() {
    if (!pages) return;
    try {
      const response = await send('GET', pages.address(0, MOST_SAVED), { headers: { Accept: 'text/csv' }, signal });
      const link = h('a', { href: URL.createObjectURL(await response.blob()), download: `${frame.name}.csv` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (problem) {
      if (!signal.aborted) toastProblem(problem);
    }
  }

  load();
  return h('div', { class: 'stack tight rows' },
    h('div', { class: 'toolbar' }, h('div', { class: 'grow' }, field), button('Filter', () => load(), 'primary'), view, chooser, jump,
      button('CSV', download, '', { title: `Save these rows as CSV, at most ${count(MOST_SAVED)}` })),
    problems, place, told);
}
