/** Axes: where ticks stand and what is written there. */
import { compact } from './format.js';

/** Round numbers from below `from` to above `to`, about so many. */
export function ticks(from, to, about = 5) {
  if (!(to > from)) return [from];
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999);
  const first = Math.floor(from / step);
  const last = Math.ceil(to / step);
  return Array.from({ length: last - first + 1 }, (unused, i) => Number(((first + i) * step).toPrecision(12)));
}

const DAY = 86_400_000;
const pad = (number) => String(number).padStart(2, '0');

/** Times in milliseconds at even distances, with texts as fine as the distance asks for. */
export function timeTicks(from, to, about = 5) {
  const steps = [1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 3 * 3_600_000, 6 * 3_600_000, 12 * 3_600_000, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 365 * DAY, 1826 * DAY, 3652 * DAY];
  const step = steps.find((candidate) => (to - from) / candidate <= about) ?? steps.at(-1);
  const first = Math.ceil(from / step);
  const all = [];
  for (let at = first * step; at <= to; at += step) all.push(at);
  return { at: all.length ? all : [from], text: (at) => timeText(at, step) };
}

function timeText(at, step) {
  const date = new Date(at);
  const day = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  const clock = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
  return step >= DAY ? day : step >= 3_600_000 ? `${day.slice(5)} ${clock}` : step >= 60_000 ? clock : `${clock}:${pad(date.getUTCSeconds())}`;
}

/** A number for a value on an axis: dates and times as milliseconds in UTC. */
export function position(value, type) {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return NaN;
  if (type === 'LOCAL_DATE') return Date.parse(`${value}T00:00:00Z`);
  if (type === 'LOCAL_DATE_TIME') return Date.parse(`${value}Z`);
  if (type === 'INSTANT') return Date.parse(value);
  if (type === 'LOCAL_TIME') return Date.parse(`1970-01-01T${value}Z`);
  return Number(value);
}

export const axis = (from, to, isTime, about) => {
  if (isTime) return timeTicks(from, to, about);
  return { at: ticks(from, to, about), text: compact };
};
