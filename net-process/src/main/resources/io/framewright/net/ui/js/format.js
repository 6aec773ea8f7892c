/** Values as people read them. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, notation: 'compact' });
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const rough = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const count = (number) => (Number.isFinite(number) ? whole.format(number) : '–');
export const compact = (number) => (Number.isFinite(number) ? (Math.abs(number) < 10_000 ? rough.format(number) : short.format(number)) : '–');
export const figure = (number) => (Number.isFinite(number) ? precise.format(number) : '–');
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

export function bytes(number) {
  if (!Number.isFinite(number)) return '–';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export function millis(number) {
  if (!Number.isFinite(number)) return '–';
  if (number < 10) return `${number.toFixed(1)} ms`;
  if (number < 1000) return `${Math.round(number)} ms`;
  return number < 60_000 ? `${(number / 1000).toFixed(2)} s` : span(number);
}

/** How long, in the two largest units that matter. */
export function span(number) {
  const seconds = Math.max(0, Math.round(number / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}

export const ago = (text) => (text ? `${span(Date.now() - Date.parse(text))} ago` : '–');
export const time = (text) => (text ? clock.format(new Date(text)) : '–');
export const moment = (text) => (text ? dateTime.format(new Date(text)) : '–');
export const shortId = (uuid) => String(uuid).slice(0, 8);

/** A command's or event's type in words: LOAD_WORKER_FRAME_MANAGER_SUCCEEDED is what happened to "Load frame". */
export function commandName(type) {
  const words = String(type).replace('LOAD_STREAM_WORKER_FRAME_MANAGER', 'LOAD_STREAM').replace('KILL_STREAM_WORKER_FRAME_MANAGER', 'END_STREAM')
    .replace('KILL_WORKER_FRAME_MANAGER', 'DROP_FRAME').replace('GET_INFO_WORKER_FRAME_MANAGER', 'FRAME_INFO').replace('GET_INFO_WORKER', 'WORKER_INFO')
    .replace('_WORKER_FRAME_MANAGER', '_FRAME').toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What has happened, and to which command: the last word of an event's type. */
export function outcomeOf(eventType) {
  const match = /^(.*)_(SUCCEEDED|FAILED|STARTED|PROGRESSED)$/.exec(eventType);
  return match ? { command: match[1], what: match[2] } : { command: eventType, what: '' };
}

/** A cell as text. */
export function cell(value, type) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && type === 'DOUBLE') return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
  if (typeof value === 'string' && type === 'LOCAL_DATE_TIME') return value.replace('T', ' ').replace(/:00$/, '');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const isNumeric = (type) => type === 'INTEGER' || type === 'LONG' || type === 'DOUBLE';
export const isTemporal = (type) => type === 'LOCAL_DATE' || type === 'LOCAL_DATE_TIME' || type === 'INSTANT' || type === 'LOCAL_TIME';
