/** The commands of a worker and the events that told of them: from its stream, and then as they happen. */
import { h, put } from './dom.js';
import { get, roundTrips } from './api.js';
import { follow } from './follow.js';
import { commandName, count, millis, outcomeOf, plural, shortId, time } from './format.js';
import { button, empty, input, select, stats } from './parts.js';

const BACK = 500;
const MOST_KEPT = 5000;
const MOST_SHOWN = 150;

export function activity({ workerId, signal }) {
  const commands = new Map();
  const others = [];
  const summary = h('div');
  const list = h('div', { class: 'stack tight' });
  const live = h('span', { class: 'chip dot', role: 'status' }, 'joining');
  const filter = input({ type: 'search', placeholder: 'Filter by command, id or code', 'aria-label': 'Filter', data: { filter: '' }, on: { input: () => draw() } });
  const only = select([['all', 'All'], ['failed', 'Failed'], ['running', 'Without outcome'], ['succeeded', 'Succeeded']], 'all', () => draw());
  only.setAttribute('aria-label', 'Outcome');
  let first = Infinity;
  let missed = 0;
  let paused = false;
  let waiting = false;
  const pauseButton = button('Pause', () => {
    paused = !paused;
    pauseButton.setAttribute('aria-pressed', String(paused));
    if (!paused) later();
  }, '', { 'aria-pressed': 'false' });
  const older = button('Older', loadOlder, '');
  const open = new Set();

  start();

  async function start() {
    let since = 0;
    try {
      const { last } = await get(`/workers/${workerId}/events?limit=0`, { signal });
      since = Math.max(0, last - BACK);
    } catch (problem) {
      if (signal.aborted) return;
    }
    follow(workerId, since, signal, {
      event: (event) => {
        saw(event);
        later();
      },
      gap: ({ missed: gone }) => {
        missed += gone;
        later();
      },
      state: (state) => {
        live.textContent = { live: 'live', waiting: 'coming back', ended: 'ended' }[state];
        live.className = `chip dot ${{ live: 'good', waiting: 'warn', ended: '' }[state]}`;
      },
    });
  }

  async function loadOlder() {
    older.disabled = true;
    const since = Math.max(0, first - 1 - BACK);
    const page = await get(`/workers/${workerId}/events?since=${since}&limit=${first - 1 - since}`, { signal });
    page.events.forEach(saw);
    if (page.events.length === 0) first = 1;
    older.disabled = false;
    draw();
  }

  function saw(event) {
    first = Math.min(first, event.sequence);
    const { command, what } = outcomeOf(event.eventType);
    if (what === '') {
      others.push(event);
      if (others.length > MOST_KEPT) others.shift();
      return;
    }
    const known = commands.get(event.commandId) ?? { commandId: event.commandId, type: command, events: [], sequence: event.sequence };
    known.events.push(event);
    known.events.sort((a, b) => a.sequence - b.sequence);
    known.sequence = Math.max(known.sequence, event.sequence);
    if (what === 'STARTED') known.startedOn = event.timeStamp;
    if (what === 'PROGRESSED') known.progress = event.data;
    if (what === 'SUCCEEDED' || what === 'FAILED') {
      known.outcome = what;
      known.endedOn = event.timeStamp;
      known.error = event.data.error;
    }
    commands.set(event.commandId, known);
    if (commands.size > MOST_KEPT) commands.delete(commands.keys().next().value);
  }

  /** However many events come, they are drawn some times a second. */
  function later() {
    if (waiting || paused) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (!signal.aborted && !paused) draw();
    }, 120);
  }

  function draw() {
    const all = [...commands.values(), ...others.map((event) => ({ commandId: event.commandId, type: event.eventType, events: [event], sequence: event.sequence, endedOn: event.timeStamp, other: true }))];
    const ended = all.filter((one) => one.outcome);
    const failed = ended.filter((one) => one.outcome === 'FAILED');
    const lasted = ended.map(duration).filter(Number.isFinite).sort((a, b) => a - b);
    const at = (share) => (lasted.length === 0 ? NaN : lasted[Math.min(lasted.length - 1, Math.floor(share * lasted.length))]);
    put(summary, stats(['Commands', count(ended.length)], ['Failed', count(failed.length)], ['Latency p50', millis(at(0.5))], ['p95', millis(at(0.95))], ['p99', millis(at(0.99))]),
      lasted.length > 0 && h('p', { class: 'small muted hint' }, `Over the ${plural(lasted.length, 'command')} here whose start is known: long work tells it, and this page knows what it sent. All commands are counted under `, h('a', { href: '#/nodes' }, 'Nodes'), '.'), codes(failed));
    const wanted = filter.value.trim().toLowerCase();
    const chosen = all.filter((one) => ({ all: true, failed: one.outcome === 'FAILED', succeeded: one.outcome === 'SUCCEEDED', running: !one.outcome && !one.other })[only.value])
      .filter((one) => [one.type, commandName(one.type), one.commandId ?? '', one.error?.code ?? ''].some((text) => text.toLowerCase().includes(wanted)))
      .sort((a, b) => b.sequence - a.sequence);
    put(list, chosen.length === 0 ? empty('workers', all.length === 0 ? 'Nothing has happened yet' : 'None of them', all.length === 0 ? 'Each command that this worker gets, and what became of it, is told here at once.' : 'No command is like that.')
      : chosen.slice(0, MOST_SHOWN).map(item), missed > 0 && h('p', { class: 'muted small' }, `${plural(missed, 'event')} from before are no longer kept.`));
    older.classList.toggle('hidden', !(first > 1 && Number.isFinite(first)));
  }

  function codes(failed) {
    const counts = new Map();
    failed.forEach((one) => counts.set(one.error?.code ?? '?', (counts.get(one.error?.code ?? '?') ?? 0) + 1));
    return counts.size > 0 && h('p', { class: 'row codes' }, [...counts].sort((a, b) => b[1] - a[1]).map(([code, number]) =>
      h('button', { type: 'button', class: 'chip bad mono', title: 'Show these', on: { click: () => {
        filter.value = code;
        draw();
      } } }, `${code} ${number}`)));
  }

  function item(one) {
    const key = one.commandId + one.sequence * Number(Boolean(one.other));
    const state = one.other ? h('span', { class: `chip dot ${/_RECEIVED|LOST|QUARANTINED/.test(one.type) ? 'bad' : 'accent'}` }, 'event') : { SUCCEEDED: h('span', { class: 'chip dot good' }, 'succeeded'), FAILED: h('span', { class: 'chip dot bad' }, 'failed') }[one.outcome] ?? h('span', { class: 'chip dot warn' }, progress(one));
    const details = h('details', { class: 'card event', open: open.has(key) }, h('summary', {},
      h('span', { class: 'when mono muted' }, time(one.endedOn ?? one.events[0].timeStamp)), h('strong', { class: 'clip' }, commandName(one.type)), state,
      h('span', { class: 'clip muted small said' }, one.error ? `${one.error.code}: ${one.error.message}` : one.events.at(-1).data.error?.message ?? brief(one.events.at(-1).data)),
      h('span', { class: 'num small took' }, Number.isFinite(duration(one)) ? millis(duration(one)) : '')));
    const show = () => details.querySelector('.json') ?? details.append(h('p', { class: 'small muted mono' }, `${one.type} · command ${shortId(one.commandId ?? '')}`),
      ...one.events.slice(-6).map((event) => h('pre', { class: 'json', tabindex: '0', 'aria-label': event.eventType }, JSON.stringify(event, null, 2))));
    details.addEventListener('toggle', () => {
      if (details.open) {
        open.add(key);
        show();
      } else open.delete(key);
    });
    if (details.open) show();
    return details;
  }

  return h('div', { class: 'stack' }, summary,
    h('div', { class: 'toolbar' }, h('div', { class: 'grow' }, filter), only, pauseButton, live), list, h('div', { class: 'row' }, older));
}

/** Long work tells when it began; of what this page sent, it knows when that was. */
function duration(one) {
  if (one.startedOn && one.endedOn) return Date.parse(one.endedOn) - Date.parse(one.startedOn);
  return one.outcome ? roundTrips.get(one.commandId) ?? NaN : NaN;
}

function progress({ progress: told, startedOn }) {
  return told?.total > 0 ? `${Math.floor((100 * told.done) / told.total)} %` : startedOn ? 'running' : 'waiting';
}

function brief(data) {
  const parts = [];
  if (data.frame) parts.push(data.frame);
  if (Number.isFinite(data.rowCount)) parts.push(plural(data.rowCount, 'row'));
  if (Array.isArray(data.frames)) parts.push(plural(data.frames.length, 'frame'));
  return parts.join(' · ');
}
