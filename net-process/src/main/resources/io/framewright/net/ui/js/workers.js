/** All workers: what they are doing, where, and one more of them. */
import { h, put } from './dom.js';
import { get, poll, post } from './api.js';
import { ago, bytes, compact, count, shortId } from './format.js';
import { ask, empty, field, guarded, input, problemBox, stateChip, stats, title, toast } from './parts.js';
import { sparkline } from './plot.js';
import { Rates } from './rates.js';

const MOST_SHOWN = 200;

export function workers({ signal }) {
  const summary = h('div');
  const list = h('div', { class: 'card flush scroll', tabindex: '0', role: 'region', 'aria-label': 'Workers' });
  const filter = input({ type: 'search', placeholder: 'Filter by id, state, node or label', 'aria-label': 'Filter workers', data: { filter: '' }, on: { input: () => draw() } });
  const rates = new Rates();
  let all = null;
  let failed = null;

  poll(2000, signal, async () => {
    try {
      const { workers: now } = await get('/workers', { signal });
      all = now.sort((a, b) => a.startedOn.localeCompare(b.startedOn));
      all.forEach((worker) => rates.saw(worker.workerId, worker.lastSequence));
      failed = null;
    } catch (problem) {
      if (signal.aborted) return;
      failed = problem;
    }
    draw();
  });

  function draw() {
    if (failed && !all) {
      put(list, h('div', { class: 'card' }, problemBox(failed)));
      return;
    }
    if (!all) return;
    put(summary, stats(
      ['Workers', count(all.length)],
      ['Running', count(all.filter((worker) => worker.status === 'RUNNING').length)],
      ['Nodes', count(new Set(all.map((worker) => worker.managerId)).size)],
      ['Frames in memory', bytes(all.reduce((sum, worker) => sum + (worker.memoryBytes ?? 0), 0))],
      ['Events a second', compact(all.reduce((sum, worker) => sum + (rates.of(worker.workerId) ?? 0), 0))]));
    const wanted = filter.value.trim().toLowerCase();
    const chosen = all.filter((worker) => [worker.workerId, worker.status, worker.host, String(worker.pid), ...(worker.labels ?? [])]
      .some((text) => text.toLowerCase().includes(wanted)));
    if (all.length === 0) {
      put(list, empty('workers', 'No workers yet', 'A worker holds data frames and runs the commands of one queue. Make one, load a file, and look at it here.',
        guarded('New worker', spawn, 'primary', 'admin')));
      return;
    }
    put(list, table(chosen.slice(0, MOST_SHOWN), rates),
      chosen.length === 0 && empty('workers', 'None of them', `No worker has “${filter.value}” in its id, state, node or labels.`),
      chosen.length > MOST_SHOWN && h('p', { class: 'muted small more' }, `${count(chosen.length - MOST_SHOWN)} more; filter to see them.`));
  }

  return h('div', { class: 'stack page' },
    title('Workers', guarded('New worker', spawn, 'primary', 'admin', { 'data-new': '' })),
    summary, h('div', { class: 'filter' }, filter), list);
}

function table(chosen, rates) {
  if (chosen.length === 0) return null;
  return h('table', { class: 'table workers' },
    h('thead', {}, h('tr', {}, ['Worker', 'State', 'Node'].map((text) => h('th', { scope: 'col' }, text)),
      ['Frames', 'Memory', 'Events'].map((text) => h('th', { scope: 'col', class: 'num' }, text)),
      h('th', { scope: 'col' }, 'Events a second'), h('th', { scope: 'col' }, 'Started'))),
    h('tbody', {}, chosen.map((worker) => {
      const href = `#/workers/${worker.workerId}`;
      const rate = rates.of(worker.workerId);
      return h('tr', { class: 'link', on: { click: (click) => {
        if (!click.target.closest('a, button')) location.hash = href;
      } } },
      h('td', { data: { label: 'Worker' } }, h('div', { class: 'row' }, h('a', { href, class: 'mono strong', title: worker.workerId }, shortId(worker.workerId)),
        (worker.labels ?? []).map((label) => h('span', { class: 'chip' }, label)))),
      h('td', { data: { label: 'State' } }, stateChip(worker.status, worker.idleSince)),
      h('td', { data: { label: 'Node' } }, `${worker.host} `, h('span', { class: 'muted' }, `pid ${worker.pid}`)),
      h('td', { class: 'num', data: { label: 'Frames' } }, count(worker.frameCount)),
      h('td', { class: 'num', data: { label: 'Memory' } }, bytes(worker.memoryBytes)),
      h('td', { class: 'num', data: { label: 'Events' } }, count(worker.lastSequence)),
      h('td', { data: { label: 'Events a second' } }, h('div', { class: 'row' }, sparkline(rates.lately(worker.workerId)), h('span', { class: 'num' }, rate === undefined ? '–' : compact(rate)))),
      h('td', { data: { label: 'Started' } }, ago(worker.startedOn)));
    })));
}

async function spawn() {
  const id = input({ placeholder: 'one is made', pattern: '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}' });
  const labels = input({ placeholder: 'any node' });
  const forget = h('input', { type: 'checkbox' });
  const made = await ask({
    title: 'New worker', action: 'Start it',
    content: h('div', { class: 'stack' },
      field('Id', id, 'A UUID; it is also the name of the queue.'),
      field('Labels that its node must have', labels, 'Separated by commas.'),
      h('label', { class: 'check' }, forget, 'Do not bring its frames back when it is started again')),
    submit: () => post('/workers', {
      ...(id.value ? { workQueue: id.value.trim() } : {}),
      ...(labels.value.trim() ? { labels: labels.value.split(',').map((label) => label.trim()).filter(Boolean) } : {}),
      ...(forget.checked ? { restore: 'none' } : {}) }),
  });
  if (made) {
    toast(`Worker ${shortId(made.workerId)} runs.`);
    location.hash = `#/workers/${made.workerId}`;
  }
}

