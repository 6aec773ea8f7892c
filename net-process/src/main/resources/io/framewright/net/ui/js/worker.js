/** One worker: its frames, what it does, and a place to tell it something. */
import { h, put } from './dom.js';
import { get, poll, remove } from './api.js';
import { ago, bytes, compact, count, moment, plural, shortId } from './format.js';
import { ask, empty, guarded, idText, problemBox, stateChip, stats, tabs, toast } from './parts.js';
import { Rates } from './rates.js';
import { sparkline } from './plot.js';
import { activity } from './activity.js';
import { compose } from './compose.js';
import { load } from './load.js';

const TABS = { frames, activity, compose };

export function worker({ workerId, tab = 'frames', query, signal }) {
  const base = `#/workers/${workerId}`;
  const head = h('div', { class: 'stack' });
  const body = h('div', { class: 'stack' });
  const rates = new Rates();
  let shownBody = null;
  document.title = `Worker ${shortId(workerId)} · Framewright`;

  poll(2000, signal, async () => {
    try {
      const info = await look();
      rates.saw(workerId, info.lastSequence);
      draw(info);
    } catch (problem) {
      if (!signal.aborted && (!shownBody || problem.status === 404)) put(body, problemBox(problem), h('p', {}, h('a', { href: '#/' }, 'All workers')));
    }
  });

  /** An idle worker is not woken by being looked at: its record tells enough. */
  async function look() {
    const record = await get(`/workers/${workerId}`, { signal });
    if (record.idleSince || record.status !== 'RUNNING') return record;
    return { ...record, ...(await get(`/workers/${workerId}/info`, { signal })) };
  }

  function draw(info) {
    const rate = rates.of(workerId);
    put(head,
      h('nav', { class: 'small', 'aria-label': 'Where this is' }, h('a', { href: '#/' }, 'Workers'), ' / ', h('span', { class: 'mono muted', 'aria-current': 'page' }, shortId(workerId))),
      h('div', { class: 'spread' }, h('div', { class: 'row' }, h('h1', {}, 'Worker'), idText(workerId), stateChip(info.status, info.idleSince), (info.labels ?? []).map((label) => h('span', { class: 'chip' }, label))),
        h('div', { class: 'row' }, guarded('Load data', () => load(workerId), 'primary'), guarded('Kill', () => kill(workerId), 'danger', 'admin'))),
      stats(['Node', `${info.host} · pid ${info.pid}`, true], ['Memory', bytes(info.memoryBytes)], ['Frames', count(info.frames?.length ?? info.frameCount)],
        ['Events a second', h('span', { class: 'row nowrap' }, rate === undefined ? '–' : compact(rate), sparkline(rates.lately(workerId), 70))],
        ['Starts', count(info.epoch)], ['Started', ago(info.startedOn), true]),
      tabs('Of this worker', tab, [['frames', 'Frames', base], ['activity', 'Activity', `${base}/activity`], ['compose', 'Compose', `${base}/compose`]]));
    if (shownBody === null) {
      shownBody = TABS[tab]({ workerId, info, query, signal });
      put(body, shownBody.element ?? shownBody);
    }
    shownBody.update?.(info);
  }

  return h('div', { class: 'stack page' }, head, body);
}

function frames({ workerId }) {
  const element = h('div', { class: 'stack' });
  let seen = '';
  return {
    element,
    update(info) {
      const now = JSON.stringify([info.status, info.idleSince, info.frames?.map((frame) => [frame.name, frame.version])]);
      if (now === seen) return;
      seen = now;
      if (info.idleSince) {
        put(element, empty('frame', 'Idle', `It has had nothing to do since ${moment(info.idleSince)}, and its frames are not in memory. Its next command brings them back as they were.`));
      } else if (!info.frames) {
        put(element, empty('frame', 'Not running', 'Its frames are seen when it runs again.'));
      } else if (info.frames.length === 0) {
        put(element, empty('frame', 'No frames yet', 'Load a file, a table, or rows that you paste.', guarded('Load data', () => load(workerId), 'primary')));
      } else {
        put(element, h('div', { class: 'grid' }, info.frames.map((frame) => card(workerId, frame))));
      }
    },
  };
}

function card(workerId, frame) {
  const href = `#/workers/${workerId}/frames/${encodeURIComponent(frame.name)}`;
  return h('section', { class: 'card stack tight frame-card' },
    h('header', {}, h('h2', {}, h('a', { href, class: 'breaks' }, frame.name)), h('span', { class: 'muted small' }, bytes(frame.memoryBytes))),
    h('p', {}, `${plural(frame.rowCount, 'row')} · ${plural(frame.columns.length, 'column')}`),
    h('p', { class: 'row' }, frame.columns.slice(0, 10).map((column) => h('span', { class: 'chip mono', title: column.type }, column.name)), frame.columns.length > 10 && h('span', { class: 'muted small' }, `and ${count(frame.columns.length - 10)} more`)),
    h('div', { class: 'row links' }, h('a', { href: `${href}/rows` }, 'Rows'), h('a', { href: `${href}/columns` }, 'Columns'), h('a', { href: `${href}/chart` }, 'Chart'), h('a', { href: `${href}/steps` }, plural(frame.lineage.length, 'step'))));
}

async function kill(workerId) {
  const drain = h('input', { type: 'checkbox' });
  const done = await ask({ title: 'Kill this worker?', action: 'Kill it', kind: 'primary danger',
    content: h('div', { class: 'stack' }, h('p', {}, 'Its frames, its queue and what waits there are gone then. Its events can be read for a while.'),
      h('label', { class: 'check' }, drain, 'First finish what is queued')),
    submit: () => remove(`/workers/${workerId}?drain=${drain.checked}`) });
  if (done) {
    toast(`Worker ${shortId(workerId)} is killed.`);
    location.hash = '#/';
  }
}
