/** The columns of a frame: types, what was said of them, and what their values are like. */
import { h, put } from './dom.js';
import { command, get, mayOperate, send } from './api.js';
import { bytes, cell, count, figure, isNumeric } from './format.js';
import { ask, field, guarded, input, problemBox, toast } from './parts.js';
import { miniHistogram } from './plot.js';

const AT_A_TIME = 12;
const MOST_SHOWN = 400;

export function columns({ workerId, frame, signal }) {
  const cards = new Map();
  const shown = frame.columns.slice(0, MOST_SHOWN);
  const list = h('div', { class: 'grid columns' }, shown.map((column) => {
    const values = h('div', { class: 'values' }, h('p', { class: 'muted small' }, 'Counting…'));
    cards.set(column.name, values);
    return h('section', { class: 'card stack tight' },
      h('header', {}, h('h2', { class: 'mono clip', title: column.name }, column.name), h('span', { class: 'chip' }, column.type)),
      h('p', { class: 'small muted' }, `${bytes(column.memoryBytes)} · ${column.missing === 0 ? 'nothing missing' : `${count(column.missing)} missing (${percent(column.missing, frame.rowCount)})`}`),
      values, said(column),
      h('div', {}, guarded('Describe', () => describe(workerId, frame.name, column), 'small')));
  }));
  fillIn().catch((problem) => signal.aborted || cards.forEach((card) => put(card, problemBox(problem))));

  async function fillIn() {
    for (let i = 0; i < shown.length; i += AT_A_TIME) {
      const names = shown.slice(i, i + AT_A_TIME).map((column) => column.name);
      for (const column of await statistics(workerId, frame.name, names, signal)) {
        const card = cards.get(column.name);
        if (card) put(card, values(column, frame.rowCount));
      }
    }
  }

  return h('div', { class: 'stack' }, frame.columns.length > MOST_SHOWN && h('p', { class: 'muted' }, `The first ${count(MOST_SHOWN)} of ${count(frame.columns.length)} columns.`), list);
}

/** Read directly; by a command where the server does not have that path. */
export async function statistics(workerId, frame, names, signal) {
  const parameters = new URLSearchParams({ frame, statistics: 'true' });
  names.forEach((name) => parameters.append('columns', name));
  const read = await get(`/workers/${workerId}/features?${parameters}`, { signal });
  if (read.columns.some((column) => column.statistics) || !mayOperate()) return read.columns.filter((column) => names.includes(column.name));
  const event = await command(workerId, 'GET_INFO_WORKER_FRAME_MANAGER', { frame, columns: names, statistics: true }, { signal });
  return event.data.frames[0].columns;
}

const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function values(column, rowCount) {
  const known = column.statistics;
  if (!known) return h('p', { class: 'muted small' }, 'What its values are like is not known.');
  const show = (value) => (typeof value === 'number' ? figure(value) : cell(value, column.type));
  const top = known.top ?? [];
  const most = Math.max(1, ...top.map((one) => one.count));
  const isMeasure = known.histogram && known.histogram.counts.length > 2;
  return [
    isMeasure && h('div', {}, miniHistogram(known.histogram.counts, `How the values of ${column.name} are spread from ${show(known.min)} to ${show(known.max)}`),
      h('div', { class: 'spread small muted ends' }, h('span', {}, show(known.min)), h('span', {}, show(known.max)))),
    !isMeasure && h('ul', { class: 'tops' }, top.slice(0, 6).map((one) => h('li', {},
      h('span', { class: 'clip' }, one.value === null ? 'missing' : one.value === '' ? '(empty)' : show(one.value)), h('span', { class: 'num muted' }, percent(one.count, rowCount)),
      h('div', { class: 'bar' }, h('div', { style: { width: `${(one.count / most) * 100}%` } }))))),
    h('dl', { class: 'pairs small' }, h('dt', {}, 'different'), h('dd', { class: 'num' }, count(known.distinct)),
      known.mean !== undefined && isNumeric(column.type) ? [h('dt', {}, 'mean'), h('dd', { class: 'num' }, show(known.mean))] : [],
      known.quantiles?.['0.5'] !== undefined ? [h('dt', {}, 'median'), h('dd', { class: 'num' }, show(known.quantiles['0.5']))] : [],
      known.quantiles?.['0.05'] !== undefined ? [h('dt', {}, '5 to 95 %'), h('dd', { class: 'num' }, `${show(known.quantiles['0.05'])} to ${show(known.quantiles['0.95'])}`)] : []),
  ];
}

function said({ feature }) {
  const parts = [feature.role, feature.unit && `in ${feature.unit}`, feature.description].filter(Boolean);
  return parts.length > 0 && h('p', { class: 'small breaks' }, parts.join(' · '));
}

async function describe(workerId, frame, column) {
  const role = input({ value: column.feature.role ?? '', placeholder: 'predictor, responder, id…' });
  const unit = input({ value: column.feature.unit ?? '' });
  const description = input({ value: column.feature.description ?? '' });
  const done = await ask({ title: `What ${column.name} is`, action: 'Save',
    content: h('div', { class: 'stack' }, field('Role', role), field('Unit', unit), field('Description', description)),
    submit: () => send('POST', `/workers/${workerId}/features`, { body: { frame, features: { [column.name]: Object.fromEntries([['role', role], ['unit', unit], ['description', description]]
      .filter(([, one]) => one.value.trim()).map(([name, one]) => [name, one.value.trim()])) } }, headers: { Prefer: 'wait=30' } }) });
  if (done) toast(`${column.name} is described; show the new version to see it.`);
}
