/** The processes that hold workers, and what the one that answers knows of itself. */
import { h, put } from './dom.js';
import { get, poll } from './api.js';
import { commandMetrics } from './metrics.js';
import { bytes, commandName, count, millis, shortId, span } from './format.js';
import { empty, memory, problemBox, stateChip, stats, title } from './parts.js';

const words = (name) => name.replace(/([A-Z])/g, ' $1').replace(/^./, (letter) => letter.toUpperCase()).toLowerCase().replace(/^./, (letter) => letter.toUpperCase());

export function nodes({ signal }) {
  const body = h('div', { class: 'stack' });
  poll(3000, signal, async () => {
    try {
      const [info, { nodes: all }, commands] = await Promise.all([get('/info', { signal }), get('/nodes', { signal }), commandMetrics(signal)]);
      draw(info, all, commands);
    } catch (problem) {
      if (!signal.aborted) put(body, problemBox(problem));
    }
  });

  function draw(info, all, commands) {
    const health = info.health;
    put(body,
      info.counters && stats(
        info.uptimeMillis !== undefined && ['Up for', span(info.uptimeMillis)],
        ...Object.entries(info.counters ?? {}).sort().map(([name, value]) => [words(name), count(value)]),
        health?.memoryBytes !== undefined && ['Frames in memory', bytes(health.memoryBytes)]),
      all.length === 0
        ? empty('nodes', 'No nodes', 'No process manager is on record.')
        : h('div', { class: 'grid' }, all.map((node) => card(node, node.managerId === info.managerId))),
      commands.length > 0 && latencies(commands),
      info.versions && h('section', { class: 'card' }, h('header', {}, h('h2', {}, 'Versions')),
        h('dl', { class: 'pairs' }, Object.entries(info.versions).map(([name, value]) => [h('dt', {}, name), h('dd', { class: 'mono' }, value)]))));
  }

  return h('div', { class: 'stack page' }, title('Nodes'), body);
}

const within = (milliseconds) => (milliseconds === Infinity ? 'over 60 s' : Number.isFinite(milliseconds) ? `≤ ${milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`}` : '–');

function latencies(commands) {
  return h('section', { class: 'card flush' }, h('h2', { class: 'card-title' }, 'Commands of this process since it started'),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Commands by type' }, h('table', { class: 'table' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Command'), ['Done', 'Failed', 'Mean', 'p50', 'p95', 'p99'].map((text) => h('th', { scope: 'col', class: 'num' }, text)), h('th', { scope: 'col' }, 'Failures'))),
      h('tbody', {}, commands.sort((a, b) => b.succeeded + b.failed - a.succeeded - a.failed).map((one) => h('tr', {},
        h('td', { title: one.type }, commandName(one.type)), h('td', { class: 'num' }, count(one.succeeded)), h('td', { class: 'num' }, count(one.failed)), h('td', { class: 'num' }, millis(one.mean)),
        [0.5, 0.95, 0.99].map((share) => h('td', { class: 'num' }, within(one.within(share)))),
        h('td', {}, h('div', { class: 'row' }, [...one.codes].map(([code, number]) => h('span', { class: 'chip bad mono' }, `${code} ${count(number)}`))))))))));
}

function card(node, isThis) {
  return h('section', { class: 'card' },
    h('header', {}, h('h2', {}, node.address ?? `${node.host} · pid ${node.pid}`), stateChip(node.state)),
    h('dl', { class: 'pairs' },
      h('dt', {}, 'Host'), h('dd', {}, `${node.host}, pid ${node.pid}`),
      h('dt', {}, 'Manager'), h('dd', { class: 'mono', title: node.managerId }, shortId(node.managerId), isThis && h('span', { class: 'muted' }, ' · answers here')),
      h('dt', {}, 'Workers'), h('dd', {}, count(node.workers)),
      node.maxBytes ? [h('dt', {}, 'Heap'), h('dd', {}, memory(node.usedBytes, node.maxBytes))] : [],
      node.labels?.length ? [h('dt', {}, 'Labels'), h('dd', { class: 'row' }, node.labels.map((label) => h('span', { class: 'chip' }, label)))] : []));
}
