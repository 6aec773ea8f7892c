/** Makes charts of a frame: what is counted is counted where the frame is, and only the result comes here. */
import { h, newId, put } from './dom.js';
import { get, parse, send } from './api.js';
import { cell, count, figure, isNumeric, isTemporal, plural } from './format.js';
import { button, field, input, problemBox, select } from './parts.js';
import { completing } from './editor.js';
import { completeExpression, quoted } from './complete.js';
import { language } from './language.js';
import { bars, histogram, legend, lines, scatter } from './plot.js';
import { position } from './scale.js';

const KINDS = [['bar', 'Bar'], ['line', 'Line'], ['scatter', 'Scatter'], ['histogram', 'Histogram']];
const MEASURES = ['mean', 'sum', 'median', 'min', 'max', 'sd', 'nunique'];
const STEPS = [['', 'as it is'], ['hour', 'hour'], ['day', 'day'], ['week', 'week'], ['month', 'month'], ['quarter', 'quarter'], ['year', 'year']];
const MOST_POINTS = 4000;
const PARTS = 8;

export function charts({ workerId, frame, signal }) {
  const all = frame.columns;
  const numeric = all.filter((column) => isNumeric(column.type)).map((column) => column.name);
  const times = all.filter((column) => isTemporal(column.type) && column.type !== 'LOCAL_TIME').map((column) => column.name);
  const groups = all.filter((column) => column.type === 'STRING' || column.type === 'BOOLEAN').map((column) => column.name);
  const names = all.map((column) => column.name);
  const typeOf = (name) => all.find((column) => column.name === name)?.type;
  const state = { kind: groups.length > 0 ? 'bar' : 'histogram', x: groups[0] ?? names[0], y: numeric.at(-1) ?? '', measure: numeric.length > 0 ? 'mean' : 'count', by: '', step: '', where: '', most: 20 };
  const fields = h('div', { class: 'chart-fields' });
  const drawing = h('div', { class: 'card stack tight chart', 'aria-live': 'polite' });
  const where = input({ placeholder: 'all rows', on: { change: () => {
    state.where = where.value.trim();
    draw();
  } } });
  const words = { functions: {}, keywords: [] };
  language().then((known) => Object.assign(words, known));
  where.addEventListener('keydown', (event) => event.key === 'Enter' && where.dispatchEvent(new Event('change')));
  const whereField = field('Only rows where', where);
  const whereBox = completing(where, (before) => completeExpression(before, { columns: all, language: words }));
  whereField.append(whereBox);
  let drawn = 0;

  const set = (name) => (value) => {
    state[name] = value;
    if (name === 'kind') defaults();
    form();
    draw();
  };

  function defaults() {
    if (state.kind === 'bar') Object.assign(state, { x: groups[0] ?? names[0] });
    if (state.kind === 'line') Object.assign(state, { x: times[0] ?? numeric[0] ?? names[0], step: times.length > 0 ? 'week' : '', by: '' });
    if (state.kind === 'scatter') Object.assign(state, { x: numeric[0] ?? '', y: numeric[1] ?? numeric[0] ?? '', by: '' });
    if (state.kind === 'histogram') Object.assign(state, { x: numeric.at(-1) ?? '' });
  }

  function form() {
    const measures = h('div', { class: 'pair' }, select(['count', ...MEASURES], state.measure, set('measure')), state.measure !== 'count' && select(state.measure === 'nunique' ? names : numeric, state.y, set('y')));
    measures.children[0].setAttribute('aria-label', 'What is computed');
    measures.children[1]?.setAttribute('aria-label', 'Of which column');
    const by = () => field('Coloured by', select([['', 'nothing'], ...groups], state.by, set('by')));
    const group = newId('measure');
    const measured = () => h('div', { class: 'field', role: 'group', 'aria-labelledby': group }, h('span', { class: 'label', id: group }, 'Value'), measures);
    put(fields,
      h('div', { class: 'row kinds', role: 'group', 'aria-label': 'Kind of chart' }, KINDS.map(([kind, text]) => button(text, () => set('kind')(kind), '', { 'aria-pressed': String(kind === state.kind) }))),
      state.kind === 'bar' && [field('For each', select(names, state.x, set('x'))), measured(), field('At most', select([['10', '10 bars'], ['20', '20 bars'], ['50', '50 bars']], String(state.most), (value) => set('most')(Number(value))))],
      state.kind === 'line' && [field('Along', select(names.filter((name) => isTemporal(typeOf(name)) || isNumeric(typeOf(name))), state.x, set('x'))),
        isTemporal(typeOf(state.x)) && typeOf(state.x) !== 'LOCAL_TIME' && field('In steps of', select(typeOf(state.x) === 'LOCAL_DATE' ? STEPS.filter(([unit]) => unit !== 'hour') : STEPS, state.step, set('step'))), measured(), by()],
      state.kind === 'scatter' && [field('Across', select(numeric, state.x, set('x'))), field('Up', select(numeric, state.y, set('y'))), by()],
      state.kind === 'histogram' && field('Of', select(numeric, state.x, set('x'))),
      whereField);
  }

  const filters = () => (state.where ? [{ op: 'filter', where: state.where }] : []);
  const query = (operations, limit) => get(`/workers/${workerId}/?${new URLSearchParams({ frame: frame.name, operations: JSON.stringify(operations), limit })}`, { signal });
  const aggregate = () => (state.measure === 'count' ? { function: 'count', as: 'value' } : { function: state.measure, column: state.y, as: 'value' });
  const measureName = () => (state.measure === 'count' ? 'rows' : `${state.measure === 'nunique' ? 'different' : state.measure} ${state.y}`);
  const told = () => (state.where ? ` where ${state.where}` : '');

  const makers = {
    async bar() {
      const found = await query([...filters(), { op: 'groupBy', columns: [state.x], aggregates: [aggregate()] }, { op: 'dropMissing', columns: ['value'] }, { op: 'sort', by: [{ column: 'value', order: 'desc' }] }], state.most);
      const data = found.map((row) => ({ name: row[state.x] === null ? 'missing' : cell(row[state.x], typeOf(state.x)), value: Number(row.value) }));
      const label = `${measureName()} for each ${state.x}${told()}`;
      return { label, chart: data.length > 0 && bars(data, { label }), table: [[state.x, measureName()], data.map((row) => [row.name, row.value])], note: data.length === state.most ? `The ${data.length} largest.` : '' };
    },
    async line() {
      const type = typeOf(state.x);
      const key = state.step && isTemporal(type) ? 'step_' : state.x;
      const top = state.by ? (await query([...filters(), { op: 'groupBy', columns: [state.by], aggregates: [{ function: 'count', as: 'rows_' }] }, { op: 'sort', by: [{ column: 'rows_', order: 'desc' }] }], 6)).map((row) => row[state.by]) : [];
      const found = await query([...filters(),
        ...(key === 'step_' ? [{ op: 'derive', column: key, as: `startOf(${quoted(state.x)}, '${state.step}')` }] : []),
        ...(state.by ? [{ op: 'filter', where: `${quoted(state.by)} in [${top.filter((one) => one !== null).map(literal).join(', ')}]` }] : []),
        { op: 'groupBy', columns: state.by ? [key, state.by] : [key], aggregates: [aggregate()] }, { op: 'dropMissing', columns: [key, 'value'] }, { op: 'sort', by: [{ column: key }] },
        { op: 'project', columns: state.by ? [key, state.by, 'value'] : [key, 'value'] }], 500);
      const series = new Map();
      for (const row of found) {
        const name = state.by ? String(row[state.by]) : measureName();
        if (!series.has(name)) series.set(name, { name, points: [] });
        series.get(name).points.push({ x: position(row[key], type), y: Number(row.value), label: cell(row[key], type) });
      }
      const label = `${measureName()} along ${state.x}${state.by ? ` for each ${state.by}` : ''}${told()}`;
      return { label, names: [...series.keys()], chart: found.length > 0 && lines([...series.values()], { label, isTime: isTemporal(type), xName: state.x, yName: measureName() }),
        table: [[state.x, ...(state.by ? [state.by] : []), measureName()], found.map((row) => [cell(row[key], type), ...(state.by ? [row[state.by]] : []), row.value])], note: found.length === 500 ? 'The first 500 places; take larger steps to see all.' : '' };
    },
    async scatter() {
      const columns = [...new Set([state.x, state.y, ...(state.by ? [state.by] : [])])];
      const sample = await evenly(columns);
      const series = new Map();
      for (const row of sample.rows) {
        if (row[state.x] === null || row[state.y] === null) continue;
        const name = state.by ? String(row[state.by] ?? 'missing') : state.y;
        if (!series.has(name)) series.set(name, { name, points: [] });
        series.get(name).points.push({ x: Number(row[state.x]), y: Number(row[state.y]) });
      }
      const shown = [...series.values()].sort((a, b) => b.points.length - a.points.length).slice(0, 6);
      const label = `${state.y} against ${state.x}${told()}`;
      return { label, names: state.by ? shown.map((one) => one.name) : [], chart: shown.length > 0 && scatter(shown, { label, xName: state.x, yName: state.y }),
        table: [columns, sample.rows.slice(0, 200).map((row) => columns.map((name) => row[name]))], note: sample.of > sample.rows.length ? `${count(sample.rows.length)} of ${plural(sample.of, 'row')}, from all over the frame.` : '' };
    },
    async histogram() {
      const column = quoted(state.x);
      const kept = [...filters(), { op: 'dropMissing', columns: [state.x] }];
      const [ends] = await query([...kept, { op: 'groupBy', aggregates: [{ function: 'min', column: state.x, as: 'least' }, { function: 'max', column: state.x, as: 'most' }, { function: 'count', as: 'rows_' }] }], 1);
      const label = `How ${state.x} is spread${told()}`;
      if (!ends || ends.least === null) return { label, chart: null, table: [[], []] };
      const [from, to] = [Number(ends.least), Number(ends.most)];
      const bins = to === from ? 1 : Math.min(40, Number.isInteger(to - from) && typeOf(state.x) !== 'DOUBLE' ? Math.max(1, to - from) : 40);
      const width = (to - from) / bins || 1;
      const found = await query([...kept, { op: 'derive', column: 'bin_', as: `min(${bins - 1}, whole(floor((${column} - (${from})) / ${width})))` }, { op: 'groupBy', columns: ['bin_'], aggregates: [{ function: 'count', as: 'rows_' }] }], 100);
      const counts = Array.from({ length: bins }, () => 0);
      found.forEach((row) => {
        counts[row.bin_] = row.rows_;
      });
      return { label, chart: histogram({ from, to, counts }, { label, xName: state.x, yName: 'rows' }),
        table: [['from', 'to', 'rows'], counts.map((rows, i) => [figure(from + i * width), figure(from + (i + 1) * width), rows])], note: plural(ends.rows_, 'row') };
    },
  };

  /** Some rows from each part of the frame: of millions a chart shows no more than some thousands anyway. */
  async function evenly(columns) {
    const address = (offset, limit, version) => {
      const parameters = new URLSearchParams({ frame: frame.name, offset, limit, ...(state.where ? { where: state.where } : {}), ...(version ? { version } : {}) });
      columns.forEach((name) => parameters.append('columns', name));
      return `/workers/${workerId}/?${parameters}`;
    };
    const first = await send('GET', address(0, MOST_POINTS / PARTS), { signal });
    const of = Number(first.headers.get('Framewright-Row-Count'));
    const version = first.headers.get('Framewright-Version');
    const parts = [parse(await first.text())];
    for (let i = 1; i < PARTS && of > MOST_POINTS / PARTS; i += 1) {
      const offset = of <= MOST_POINTS ? (i * MOST_POINTS) / PARTS : Math.floor((i * of) / PARTS);
      if (offset < of) parts.push(await get(address(offset, MOST_POINTS / PARTS, version), { signal }));
    }
    return { rows: parts.flat(), of };
  }

  async function draw() {
    drawn += 1;
    const mine = drawn;
    drawing.setAttribute('aria-busy', 'true');
    try {
      const made = await makers[state.kind]();
      if (mine !== drawn) return;
      const [head, body] = made.table;
      put(drawing, h('header', {}, h('h2', {}, made.label.charAt(0).toUpperCase() + made.label.slice(1)), h('span', { class: 'small muted' }, made.note)),
        made.chart ? [legend(made.names ?? []), made.chart,
          h('details', {}, h('summary', { class: 'small' }, 'The same as a table'), h('div', { class: 'scroll short-scroll', tabindex: '0', role: 'region', 'aria-label': 'Values of the chart' }, h('table', { class: 'table' },
            h('thead', {}, h('tr', {}, head.map((text) => h('th', { scope: 'col' }, text)))),
            h('tbody', {}, body.slice(0, 500).map((row) => h('tr', {}, row.map((value) => h('td', {}, typeof value === 'number' ? figure(value) : String(value ?? 'missing'))))))))) ]
          : h('p', { class: 'empty' }, 'There is nothing to draw: no row has these values.'));
    } catch (problem) {
      if (!signal.aborted && mine === drawn) put(drawing, problemBox(problem));
    } finally {
      if (mine === drawn) drawing.removeAttribute('aria-busy');
    }
  }

  form();
  draw();
  return h('div', { class: 'chart-maker' }, fields, drawing);
}

const literal = (value) => (typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value));
