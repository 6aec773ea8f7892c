/**
 * Drawings of numbers, in SVG. They fill the width that they are given and are drawn anew when that changes. Each is an
 * image with a text for those who do not see it.
 */
import { h, put, s } from './dom.js';
import { compact, figure } from './format.js';
import { axis, ticks } from './scale.js';

export const COLOURS = ['--s1', '--s2', '--s3', '--s4', '--s5', '--s6'].map((name) => `var(${name})`);

/** Some numbers as a small line, without axes. */
export function sparkline(numbers, width = 84, height = 22) {
  const top = Math.max(1e-9, ...numbers);
  const points = numbers.map((number, i) => `${((i + 40 - numbers.length) * width / 39).toFixed(1)},${(height - 2 - (number / top) * (height - 4)).toFixed(1)}`);
  return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, class: 'spark', 'aria-hidden': 'true' },
    numbers.length > 1 && s('polyline', { points: points.join(' '), fill: 'none', stroke: 'var(--accent)', 'stroke-width': 1.5, 'stroke-linejoin': 'round' }));
}

/** Counts side by side, small: what a column's values are like. */
export function miniHistogram(counts, label, height = 44) {
  const top = Math.max(1, ...counts);
  const width = 100 / counts.length;
  return s('svg', { viewBox: `0 0 100 ${height}`, preserveAspectRatio: 'none', class: 'mini', role: 'img', 'aria-label': label, height },
    counts.map((count, i) => s('rect', { x: i * width + 0.3, width: Math.max(0.4, width - 0.6), y: height - (count / top) * height, height: (count / top) * height, fill: 'var(--s1)' })));
}

/** A drawing of this height that is drawn again when its width changes. */
function responsive(height, label, draw) {
  const svg = s('svg', { height, role: 'img', 'aria-label': label, class: 'plot' });
  const box = h('div', { class: 'plotbox' }, svg);
  let last = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 0 && width !== last) {
      last = width;
      svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      put(svg, draw(width));
    }
  }).observe(box);
  return box;
}

const text = (x, y, anchor, content, attributes = {}) => s('text', { x, y, 'text-anchor': anchor, class: 'tick', ...attributes }, content);

/** Horizontal bars: names are readable however long they are. */
export function bars(rows, { label, unit }) {
  const height = rows.length * 28 + 34;
  return responsive(height, label, (width) => {
    const left = Math.min(width * 0.36, 14 + Math.max(...rows.map((row) => Math.min(26, row.name.length))) * 7.4);
    const beside = 14 + Math.max(...rows.map((row) => compact(row.value).length)) * 7;
    const low = Math.min(0, ...rows.map((row) => row.value));
    const high = Math.max(0, ...rows.map((row) => row.value));
    const at = ticks(low, high || 1, width < 480 ? 3 : 6);
    const x = (value) => left + ((value - at[0]) / (at.at(-1) - at[0])) * (width - left - beside);
    return [
      at.map((tick) => [s('line', { x1: x(tick), x2: x(tick), y1: 4, y2: height - 26, class: tick === 0 ? 'zero' : 'grid-line' }), text(x(tick), height - 8, 'middle', compact(tick))]),
      rows.map((row, i) => {
        const from = Math.min(x(0), x(row.value));
        const length = Math.abs(x(row.value) - x(0));
        return s('g', {}, s('title', {}, `${row.name}: ${figure(row.value)}${unit ? ` ${unit}` : ''}`),
          text(left - 10, i * 28 + 23, 'end', row.name.length > 26 ? `${row.name.slice(0, 25)}…` : row.name, { class: 'tick ink' }),
          s('rect', { x: from, y: i * 28 + 8, width: Math.max(1, length), height: 20, rx: 3, fill: 'var(--s1)' }),
          text((row.value < 0 ? x(0) : from + length) + 7, i * 28 + 23, 'start', compact(row.value)));
      }),
    ];
  });
}

/** Two axes with ticks and names, and in them what `inside` draws with the scales. */
function axes({ label, height = 360, x, y, isTime, xName, yName, zero }, inside) {
  return responsive(height, label, (width) => {
    const yAt = ticks(zero ? Math.min(0, y[0]) : y[0], y[1], 5);
    const left = 16 + Math.max(...yAt.map((tick) => compact(tick).length)) * 7.2;
    const [right, top, bottom] = [width - 14, 26, height - 44];
    const [xFrom, xTo] = x[0] === x[1] ? [x[0] - 1, x[1] + 1] : x;
    const scaleX = (value) => left + ((value - xFrom) / (xTo - xFrom)) * (right - left);
    const scaleY = (value) => bottom - ((value - yAt[0]) / ((yAt.at(-1) - yAt[0]) || 1)) * (bottom - top);
    const along = axis(xFrom, xTo, isTime, Math.max(2, Math.floor(width / 120)));
    return [
      yAt.map((tick) => [s('line', { x1: left, x2: right, y1: scaleY(tick), y2: scaleY(tick), class: tick === 0 ? 'zero' : 'grid-line' }), text(left - 8, scaleY(tick) + 4, 'end', compact(tick))]),
      along.at.filter((tick) => tick >= xFrom && tick <= xTo).map((tick) => [s('line', { x1: scaleX(tick), x2: scaleX(tick), y1: bottom, y2: bottom + 5, class: 'zero' }), text(scaleX(tick), bottom + 20, 'middle', along.text(tick))]),
      text(left - 4, 13, 'start', yName, { class: 'tick name' }), text(right, height - 6, 'end', xName, { class: 'tick name' }),
      inside(scaleX, scaleY),
    ];
  });
}

const extent = (numbers) => numbers.reduce(([low, high], number) => [Math.min(low, number), Math.max(high, number)], [Infinity, -Infinity]);

/** One line for each series: `name`, and `points` of `x` and `y` in the order of x. */
export function lines(series, options) {
  const all = series.flatMap((one) => one.points);
  return axes({ ...options, x: extent(all.map((point) => point.x)), y: extent(all.map((point) => point.y)) }, (x, y) => series.map((one, i) => s('g', {},
    s('title', {}, one.name),
    s('path', { d: one.points.map((point, j) => `${j ? 'L' : 'M'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join(''), fill: 'none', stroke: COLOURS[i % 6], 'stroke-width': 2, 'stroke-linejoin': 'round' }),
    one.points.length <= 60 && one.points.map((point) => s('circle', { cx: x(point.x), cy: y(point.y), r: 3, fill: COLOURS[i % 6] }, s('title', {}, `${one.name} ${point.label ?? ''}: ${figure(point.y)}`))))));
}

/** Points; thousands of them are one path of dots, which is drawn faster than as many circles. */
export function scatter(series, options) {
  const all = series.flatMap((one) => one.points);
  return axes({ ...options, height: 420, x: extent(all.map((point) => point.x)), y: extent(all.map((point) => point.y)) }, (x, y) => series.map((one, i) =>
    s('path', { d: one.points.map((point) => `M${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}h0`).join(''), stroke: COLOURS[i % 6], 'stroke-width': all.length > 1500 ? 3.5 : 6,
      'stroke-linecap': 'round', 'stroke-opacity': all.length > 400 ? 0.6 : 0.85, fill: 'none' }, s('title', {}, one.name))));
}

/** Counts of bins of equal width between two values. */
export function histogram({ from, to, counts }, options) {
  const width = (to - from) / counts.length || 1;
  return axes({ ...options, x: [from, to === from ? from + 1 : to], y: [0, Math.max(1, ...counts)], zero: true }, (x, y) => counts.map((count, i) => {
    const begin = from + i * width;
    return s('rect', { x: x(begin) + 0.5, width: Math.max(1, x(begin + width) - x(begin) - 1), y: y(count), height: Math.max(0, y(0) - y(count)), fill: 'var(--s1)' },
      s('title', {}, `${compact(begin)} to ${compact(begin + width)}: ${figure(count)}`));
  }));
}

export function legend(names) {
  return names.length < 2 ? null : h('ul', { class: 'legend' }, names.map((name, i) => h('li', {}, h('span', { class: 'swatch', style: { background: COLOURS[i % 6] } }), name)));
}
