/** What the process that answers has counted of commands, from the text for Prometheus. */
import { send } from './api.js';

const LINE = /^(\w+)\{(.*)\} (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Per command type: `type`, `succeeded`, `failed`, `codes` (code to count), `mean` and `at(share)` in milliseconds. */
export async function commandMetrics(signal) {
  const text = await (await send('GET', '/metrics', { headers: { Accept: 'text/plain' }, signal })).text();
  return read(text);
}

export function read(text) {
  const types = new Map();
  const of = (type) => {
    if (!types.has(type)) types.set(type, { type, succeeded: 0, failed: 0, codes: new Map(), buckets: [], count: 0, sum: 0 });
    return types.get(type);
  };
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (!match) continue;
    const [, name, labelText, number] = match;
    const labels = Object.fromEntries([...labelText.matchAll(LABEL)].map(([, label, value]) => [label, value]));
    const value = Number(number);
    if (name === 'framewright_commands_total') {
      if (labels.outcome === 'FAILED') {
        of(labels.type).failed += value;
        of(labels.type).codes.set(labels.code, (of(labels.type).codes.get(labels.code) ?? 0) + value);
      } else of(labels.type).succeeded += value;
    } else if (name === 'framewright_command_seconds_bucket') of(labels.type).buckets.push([labels.le === '+Inf' ? Infinity : Number(labels.le) * 1000, value]);
    else if (name === 'framewright_command_seconds_count') of(labels.type).count = value;
    else if (name === 'framewright_command_seconds_sum') of(labels.type).sum = value * 1000;
  }
  return [...types.values()].map((one) => ({ ...one, mean: one.count > 0 ? one.sum / one.count : NaN, within: (share) => within(one, share) }));
}

/** The bound in milliseconds below which this share of the commands ended. */
function within({ buckets, count }, share) {
  if (count === 0) return NaN;
  return buckets.find(([, below]) => below >= share * count)?.[0] ?? Infinity;
}
