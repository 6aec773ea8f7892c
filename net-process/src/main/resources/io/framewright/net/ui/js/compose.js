/** A place to write a command with suggestions, send it, and see what came of it. */
import { h, put } from './dom.js';
import { Problem, command, uuid } from './api.js';
import { cell, commandName, millis } from './format.js';
import { button, field, guarded, input, problemBox, select } from './parts.js';
import { completeData } from './complete.js';
import { completing } from './editor.js';
import { language } from './language.js';

const SHOWN = 200;

export function compose({ workerId, info, query, signal }) {
  const element = h('div', { class: 'composer' }, h('p', { class: 'muted' }, 'Reading…'));
  let frames = info.frames ?? [];
  language().then((known) => put(element, ...editor(known)), (problem) => put(element, problemBox(problem)));

  function editor(known) {
    const types = Object.keys(known.commands);
    const type = select(types.map((name) => [name, commandName(name)]), query.get('command') ?? 'QUERY_WORKER_FRAME_MANAGER', choose);
    const about = h('span', { class: 'hint' });
    const area = h('textarea', { class: 'input code', rows: 16, wrap: 'off', spellcheck: 'false' });
    const id = input({ placeholder: 'one is made' });
    const hint = h('p', { class: 'small muted', role: 'status' });
    const outcome = h('div', { class: 'stack tight', 'aria-live': 'polite' }, h('p', { class: 'muted' }, 'What comes of it is shown here.'));
    const operation = select([['', 'Insert an operation…'], ...Object.entries(known.operations).map(([name, one]) => [name, `${name}: ${one.about.toLowerCase()}`])], '', insert);
    operation.setAttribute('aria-label', 'Insert an operation');
    const shared = () => {
      const named = frames.find((frame) => frame.name === read()?.frame) ?? frames[0];
      return { columns: named?.columns ?? [], frames: frames.map((frame) => frame.name), views: named?.views ?? [], language: known };
    };
    const send_ = guarded('Send', send, 'primary', 'operate');

    function read() {
      try {
        return JSON.parse(area.value || '{}');
      } catch (unfinished) {
        return undefined;
      }
    }

    function check() {
      try {
        const data = JSON.parse(area.value || '{}');
        const good = data !== null && typeof data === 'object' && !Array.isArray(data);
        hint.textContent = good ? 'Ctrl Enter sends it. Ctrl Space suggests.' : 'It must be an object.';
        area.removeAttribute('aria-invalid');
      } catch (unfinished) {
        hint.textContent = `Not JSON yet: ${unfinished.message}`;
        area.setAttribute('aria-invalid', 'true');
      }
    }

    function choose() {
      const one = known.commands[type.value];
      about.textContent = one.about;
      const data = structuredClone(one.data);
      if (one.fields.includes('frame') && !['LOAD_WORKER_FRAME_MANAGER', 'LOAD_STREAM_WORKER_FRAME_MANAGER'].includes(type.value)) {
        if (frames.length > 1 || 'frame' in data) area.value = JSON.stringify({ frame: frames[0]?.name ?? '', ...data, ...(data.frame !== undefined && frames.length > 0 ? { frame: frames[0].name } : {}) }, null, 2);
        else area.value = JSON.stringify(data, null, 2);
      } else area.value = JSON.stringify(data, null, 2);
      operation.parentElement?.classList.toggle('hidden', !one.fields.includes('operations'));
      check();
    }

    function format() {
      const data = read();
      if (data) area.value = JSON.stringify(data, null, 2);
      check();
    }

    function insert() {
      const data = read();
      if (operation.value && data) {
        data.operations = [...(data.operations ?? []).filter((one) => !(one.op === 'filter' && one.where === '') && !(one.op === 'derive' && one.column === '')), known.operations[operation.value].example];
        area.value = JSON.stringify(data, null, 2);
        check();
      }
      operation.value = '';
    }

    async function send() {
      const data = read();
      if (data === undefined) {
        check();
        area.focus();
        return;
      }
      const commandId = id.value.trim() || uuid();
      const begun = performance.now();
      send_.disabled = true;
      put(outcome, h('p', { class: 'muted' }, 'Waiting for its outcome…'));
      try {
        const event = await command(workerId, type.value, data, { signal, commandId });
        put(outcome, ...succeeded(event, performance.now() - begun));
      } catch (problem) {
        if (!signal.aborted) put(outcome, problemBox(problem instanceof Problem ? problem : { code: 'PAGE_ERROR', message: String(problem) }));
      } finally {
        send_.disabled = false;
      }
    }

    area.addEventListener('input', check);
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        send();
      }
    });
    const data = field('Data', area);
    data.append(completing(area, (before) => completeData(before, type.value, shared())), hint);
    const what = field('Command', type);
    what.append(about);
    choose();
    return [h('div', { class: 'card stack' }, what, h('div', {}, operation), data,
      h('details', {}, h('summary', { class: 'small' }, 'Its id'), field('commandId', id, 'A UUID. The same id is not executed twice, but answered by the outcome that it had.')),
      h('div', { class: 'row' }, send_, button('Format', format, 'quiet'), button('Copy as curl', () => navigator.clipboard.writeText(curl(type.value, area.value)), 'quiet'))),
    outcome];
  }

  const curl = (type, data) => `curl -X POST ${location.origin}/workers/${workerId}/commands -H 'Content-Type: application/json' -H 'Prefer: wait=30' --data '${JSON.stringify({ commandType: type, data: JSON.parse(data || '{}') }).replaceAll("'", "'\\''")}'`;

  return { element, update(now) {
    frames = now.frames ?? frames;
  } };
}

function succeeded(event, took) {
  const rows = event.data.rows;
  const isTable = Array.isArray(rows) && rows.length > 0;
  const names = isTable ? (event.data.columns ?? Object.keys(rows[0]).map((name) => ({ name }))) : [];
  return [
    h('div', { class: 'row' }, h('span', { class: 'chip dot good' }, 'succeeded'), h('span', { class: 'muted small' }, `after ${millis(took)}, there and back`)),
    isTable && h('div', { class: 'card flush scroll', tabindex: '0', role: 'region', 'aria-label': 'Rows' }, h('table', { class: 'table' },
      h('thead', {}, h('tr', {}, names.map(({ name }) => h('th', { scope: 'col', class: typeof rows[0][name] === 'number' ? 'num' : '' }, name)))),
      h('tbody', {}, rows.slice(0, SHOWN).map((row) => h('tr', {}, names.map(({ name, type }) => h('td', { class: typeof row[name] === 'number' ? 'num' : '' }, row[name] === null ? h('span', { class: 'muted' }, 'missing') : cell(row[name], type)))))))),
    h('details', { open: !isTable }, h('summary', { class: 'small' }, 'The event'), h('pre', { class: 'json', tabindex: '0', 'aria-label': 'The event' }, JSON.stringify(event, null, 2))),
  ].filter(Boolean);
}
