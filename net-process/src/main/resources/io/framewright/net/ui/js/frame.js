/** One frame of a worker: its rows, its columns, charts of it, and the steps that made it. */
import { h, put } from './dom.js';
import { command, get, poll } from './api.js';
import { bytes, commandName, moment, plural, shortId } from './format.js';
import { ask, guarded, problemBox, select, tabs, title, toast } from './parts.js';
import { rows } from './rows.js';
import { columns } from './columns.js';
import { charts } from './charts.js';

const TABS = { rows, columns, chart: charts, steps };

export function frame({ workerId, name, tab = 'rows', query, signal }) {
  const base = `#/workers/${workerId}/frames/${encodeURIComponent(name)}`;
  const head = h('div', { class: 'stack tight' });
  const news = h('div', { 'aria-live': 'polite' });
  const body = h('div', { class: 'stack frame-body' }, h('p', { class: 'muted', role: 'status' }, 'Reading…'));
  let version;

  start().catch((problem) => signal.aborted || put(body, problemBox(problem)));

  async function start() {
    const { found, names } = await look();
    version = found.version;
    const places = names.length > 1 && select(names, name, (other) => {
      location.hash = `#/workers/${workerId}/frames/${encodeURIComponent(other)}/${tab}`;
    });
    if (places) places.setAttribute('aria-label', 'Frame');
    put(head,
      h('nav', { class: 'small', 'aria-label': 'Where this is' }, h('a', { href: '#/' }, 'Workers'), ' / ', h('a', { href: `#/workers/${workerId}`, class: 'mono' }, shortId(workerId))),
      title(name, places, guarded('Drop frame', () => drop(workerId, name), 'danger')),
      h('p', { class: 'muted' }, `${plural(found.rowCount, 'row')} · ${plural(found.columns.length, 'column')} · ${bytes(found.memoryBytes)}`,
        found.views.length > 0 && ` · ${plural(found.views.length, 'view')}`),
      tabs('Of this frame', tab, [['rows', 'Rows', `${base}/rows`], ['columns', 'Columns', `${base}/columns`], ['chart', 'Chart', `${base}/chart`], ['steps', 'Steps', `${base}/steps`]]));
    put(body, TABS[tab]({ workerId, frame: found, frames: names, query, signal }));
    poll(5000, signal, notice);
  }

  async function look() {
    const info = await get(`/workers/${workerId}/info`, { signal });
    const found = info.frames.find((each) => each.name === name);
    if (!found) throw Object.assign(new Error(`This worker has no frame ${name}${info.frames.length ? `; it has ${info.frames.map((each) => each.name).join(', ')}` : ' and no other'}.`), { code: 'FRAME_NOT_FOUND' });
    return { found, names: info.frames.map((each) => each.name) };
  }

  /** What is looked at does not change under the eyes: that there is something newer is told. */
  async function notice() {
    const { found } = await look();
    if (found.version !== version && !news.firstChild) {
      put(news, h('div', { class: 'notice' }, h('span', {}, 'The frame has changed. You are looking at the version from before.'),
        h('button', { class: 'button small', type: 'button', on: { click: () => {
          put(news);
          start().catch((problem) => put(body, problemBox(problem)));
        } } }, 'Show the new one')));
    }
  }

  return h('div', { class: 'stack page wide' }, head, news, body);
}

async function drop(workerId, name) {
  const done = await ask({ title: `Drop ${name}?`, action: 'Drop it', kind: 'primary danger',
    content: h('p', {}, 'The frame, its views and its training sets are gone then. Files that were saved stay.'),
    submit: () => command(workerId, 'KILL_WORKER_FRAME_MANAGER', { frame: name }) });
  if (done) {
    toast(`${name} is dropped.`);
    location.hash = `#/workers/${workerId}`;
  }
}

function steps({ frame: shown }) {
  if (shown.lineage.length === 0) return h('p', { class: 'muted' }, 'Nothing is known of how this frame was made.');
  return h('div', { class: 'stack' }, h('p', { class: 'muted' }, shown.lineage.length === 1 ? 'The step that made this frame.' : `The ${plural(shown.lineage.length, 'step')} that made this frame, the first one first.`),
    h('ol', { class: 'steps' }, shown.lineage.map((step) => h('li', { class: 'card' },
      h('div', { class: 'spread' }, h('h2', {}, commandName(step.commandType)), h('span', { class: 'small muted' }, moment(step.timeStamp))),
      h('p', { class: 'small muted mono' }, step.commandId),
      h('pre', { class: 'json', tabindex: '0', 'aria-label': 'What it was told' }, JSON.stringify(step.data, null, 2))))));
}

