/** Brings data into a worker: from a data root, from this computer, from a database or Redis, or pasted. */
import { h, put } from './dom.js';
import { command, upload, uuid } from './api.js';
import { plural } from './format.js';
import { ask, field, input, select, toast } from './parts.js';
import { read } from './csv.js';

const LARGEST = 6 << 20;

const KINDS = [['csv', 'CSV file'], ['json', 'JSON file'], ['parquet', 'Parquet file'], ['arrow', 'Arrow file'], ['excel', 'Excel sheet'], ['file', 'File of this computer'], ['paste', 'Pasted text'], ['sql', 'Database'], ['redis', 'Redis key']];

export async function load(workerId) {
  const frame = input({ value: '', placeholder: 'default', pattern: '.{1,200}' });
  const path = input({ placeholder: 'flights.csv' });
  const more = {};
  const fields = h('div', { class: 'stack' });
  const kind = select(KINDS, 'csv', draw);
  const text = h('textarea', { class: 'input', rows: 7, placeholder: 'city,amount\nBern,10\nGenf,2.5' });
  const file = h('input', { type: 'file', class: 'input', accept: '.csv,.tsv,.txt,.json,.ndjson,.jsonl,.parquet,.arrow,.xlsx,.gz,.zst' });
  file.addEventListener('change', () => {
    if (file.files.length > 0 && !frame.value) frame.value = file.files[0].name.replace(/\..*$/, '');
  });

  function one(name, label, attributes, hint) {
    more[name] = input(attributes);
    return field(label, more[name], hint);
  }

  function draw() {
    for (const name of Object.keys(more)) delete more[name];
    const root = 'Below a data root of the server (up --data-root DIR).';
    put(fields, {
      csv: () => [field('Path', path, root), one('delimiter', 'Delimiter', { placeholder: 'found out', maxlength: 1 })],
      json: () => field('Path', path, root), parquet: () => field('Path', path, root), arrow: () => field('Path', path, root),
      excel: () => [field('Path', path, root), one('sheet', 'Sheet', { placeholder: 'the first' })],
      file: () => field('File', file, 'It is kept below a data root of the server, where there is room for that.'),
      paste: () => field('Text', text, 'With names in the first row; commas, semicolons or tabs between cells. Numbers become numbers.'),
      sql: () => [one('url', 'Database', { placeholder: 'its name, as up --database NAME=URL has it', required: true }), one('query', 'Query', { placeholder: 'select * from orders' }), one('table', 'Or table', {})],
      redis: () => one('key', 'Key', { placeholder: 'of a stream, list or hash of JSON objects', required: true }),
    }[kind.value]());
    file.required = kind.value === 'file';
    path.required = ['csv', 'json', 'parquet', 'arrow', 'excel'].includes(kind.value);
  }
  draw();

  function source() {
    if (kind.value === 'paste') return read(text.value);
    const given = Object.fromEntries(Object.entries(more).map(([name, box]) => [name, box.value.trim()]).filter(([, value]) => value !== ''));
    return { type: kind.value, ...(path.required ? { path: path.value.trim() } : {}), ...given };
  }

  /** A server that keeps no files is given the rows of a small one instead. */
  async function sent(options) {
    const [chosen] = file.files;
    try {
      return await upload(workerId, chosen, options);
    } catch (problem) {
      const isText = /\.(csv|tsv|txt)$/i.test(chosen.name) && chosen.size <= LARGEST;
      if (problem.code !== 'MEDIA_TYPE_UNSUPPORTED' || !isText) throw problem;
      return command(workerId, 'LOAD_WORKER_FRAME_MANAGER', { ...options, source: read(await chosen.text()) });
    }
  }

  const commandId = { id: uuid(), of: '' };
  const done = await ask({ title: 'Load data', action: 'Load', content: h('div', { class: 'stack' }, field('From', kind), fields, field('Name of the frame', frame, 'One of this name is replaced.')),
    submit: () => {
      const options = frame.value.trim() ? { frame: frame.value.trim() } : {};
      if (kind.value === 'file') return sent(options);
      const data = { ...options, source: source() };
      const now = JSON.stringify(data);
      if (now !== commandId.of) Object.assign(commandId, { id: uuid(), of: now });
      return command(workerId, 'LOAD_WORKER_FRAME_MANAGER', data, { commandId: commandId.id });
    } });
  if (done) {
    toast(`${done.data.frame}: ${plural(done.data.rowCount, 'row')}.`);
    location.hash = `#/workers/${workerId}/frames/${encodeURIComponent(done.data.frame)}/rows`;
  }
}
