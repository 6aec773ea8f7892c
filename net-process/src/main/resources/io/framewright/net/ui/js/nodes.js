/** The processes that hold workers, and what the one that answers knows of itself. */
import { h, put } from './dom.js';
import { get, poll } from './api.js';
import { bytes, count, shortId, span } from './format.js';
import { empty, memory, problemBox, stateChip, stats, title } from './parts.js';

const words = (name) => name.replace(/([A-Z])/g, ' $1').replace(/^./, (letter) => letter.toUpperCase()).toLowerCase().replace(/^./, (letter) => letter.toUpperCase());

export function nodes({ signal }) {
  const body = h('div', { class: 'stack' });
  poll(3000, signal, async () => {
    try {
      const [info, { nodes: all }] = await Promise.all([get('/info', { signal }), get('/nodes', { signal })]);
      draw(info, all);
    } catch (problem) {
      if (!signal.aborted) put(body, problemBox(problem));
    }
  });

  function draw(info, all) {
    const health = info.health;
    put(body,
      info.counters && stats(
        info.uptimeMillis !== undefined && ['Up for', span(info.uptimeMillis)],
        ...Object.entries(info.counters ?? {}).map(([name, value]) => [words(name), count(value)]),
        health?.memoryBytes !== undefined && ['Frames in memory', bytes(health.memoryBytes)]),
      all.length === 0
        ? empty('nodes', 'No nodes', 'No process manager is on record.')
        : h('div', { class: 'grid' }, all.map((node) => card(node, node.managerId === info.managerId))),
      info.versions && h('section', { class: 'card' }, h('header', {}, h('h2', {}, 'Versions')),
        h('dl', { class: 'pairs' }, Object.entries(info.versions).map(([name, value]) => [h('dt', {}, name), h('dd', { class: 'mono' }, value)]))));
  }

  return h('div', { class: 'stack page' }, title('Nodes'), body);
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
