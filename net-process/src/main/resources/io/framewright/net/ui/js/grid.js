/**
 * A table of any number of rows, of which only those that are seen are elements. Browsers end at some ten million pixels
 * of height; a longer table is scrolled by the pixel where it is, and by share where somebody drags the bar.
 */
import { h, newId } from './dom.js';
import { count } from './format.js';

const ROW = 30;
const TALLEST = 8_000_000;

export class Grid {
  /**
   * @param columns of `name`, `type`, `width` in pixels, `numeric`
   * @param source `rowCount`, `row(i)` and `want(from, to)`
   * @param text a cell as text: value, column
   */
  constructor({ columns, source, text, label, sorted, onSort }) {
    Object.assign(this, { columns, source, text, onSort });
    this.id = newId('grid');
    this.gutter = Math.max(56, String(count(source.rowCount)).length * 8.2 + 24);
    this.lefts = [];
    let left = this.gutter;
    for (const column of columns) {
      this.lefts.push(left);
      left += column.width;
    }
    this.width = left;
    this.top = 0;
    this.active = { row: 0, column: 0 };
    this.body = h('div', { class: 'grid-body', role: 'rowgroup' });
    this.head = this.#head(sorted);
    this.element = h('div', { class: 'grid-table', role: 'grid', tabindex: '0', 'aria-label': label, 'aria-rowcount': source.rowCount + 1, 'aria-colcount': columns.length + 1,
      on: { scroll: () => this.#scrolled(), keydown: (event) => this.#key(event), pointerdown: (event) => this.#point(event) } }, this.head, this.body);
    this.element.addEventListener('wheel', () => {
      this.wheeled = performance.now();
    }, { passive: true });
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.element);
    this.resized();
  }

  close() {
    this.observer.disconnect();
  }

  resized() {
    this.tall = this.source.rowCount * ROW;
    this.shown = Math.min(this.tall, TALLEST);
    this.body.style.height = `${this.shown}px`;
    this.body.style.width = `${this.width}px`;
    this.head.style.width = `${this.width}px`;
  }

  #head(sorted) {
    return h('div', { class: 'grid-head', role: 'rowgroup' }, h('div', { role: 'row', 'aria-rowindex': 1 },
      h('div', { class: 'grid-cell gutter', role: 'columnheader', 'aria-colindex': 1, style: { width: `${this.gutter}px` } }, h('span', { class: 'unseen' }, 'Row')),
      this.columns.map((column, i) => {
        const order = sorted?.column === column.name ? sorted.order : '';
        return h('div', { class: `grid-cell head ${column.numeric ? 'num' : ''}`, role: 'columnheader', 'aria-colindex': i + 2, 'aria-sort': order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none',
          style: { left: `${this.lefts[i]}px`, width: `${column.width}px` } },
        h('button', { type: 'button', tabindex: '-1', class: 'sort', title: `${column.name} · ${column.type}. Click to sort.`, on: { click: () => this.onSort?.(column.name) } },
          h('span', { class: 'clip' }, column.name), order && h('span', { 'aria-hidden': 'true' }, order === 'asc' ? '↑' : '↓')));
      })));
  }

  #scrolled() {
    const at = this.element.scrollTop;
    if (at === this.scrollTop) {
      this.draw();
      return;
    }
    const view = this.#view();
    const moved = at - (this.scrollTop ?? 0);
    if (this.tall === this.shown) this.top = at;
    else if ((Math.abs(moved) < view * 3 || performance.now() - (this.wheeled ?? -1000) < 400) && at > 0 && at < this.shown - view) this.top = Math.min(Math.max(0, this.top + moved), this.tall - view);
    else this.top = (at / Math.max(1, this.shown - view)) * (this.tall - view);
    this.scrollTop = at;
    this.draw();
  }

  #view() {
    return Math.max(ROW, this.element.clientHeight - ROW - 4);
  }

  /** Puts this row at the top. */
  scrollTo(top) {
    const view = this.#view();
    this.top = Math.min(Math.max(0, top), Math.max(0, this.tall - view));
    this.scrollTop = this.tall === this.shown ? Math.round(this.top) : Math.round((this.top / Math.max(1, this.tall - view)) * (this.shown - view));
    this.element.scrollTop = this.scrollTop;
    this.scrollTop = this.element.scrollTop;
    this.draw();
  }

  /** Draws what is seen; called once a frame at most. */
  draw() {
    this.pending ??= requestAnimationFrame(() => {
      this.pending = undefined;
      this.#draw();
    });
  }

  #draw() {
    const { source, element } = this;
    const first = Math.max(0, Math.floor(this.top / ROW) - 4);
    const last = Math.min(source.rowCount, Math.ceil((this.top + element.clientHeight) / ROW) + 4);
    const leftmost = element.scrollLeft;
    const rightmost = leftmost + element.clientWidth;
    let from = 0;
    while (from < this.columns.length - 1 && this.lefts[from] + this.columns[from].width < leftmost + this.gutter) from += 1;
    let to = from;
    while (to < this.columns.length && this.lefts[to] < rightmost) to += 1;
    source.want(first, last);
    const shift = (this.scrollTop ?? 0) - this.top;
    const rows = [];
    for (let i = first; i < last; i += 1) rows.push(this.#row(i, from, to, i * ROW + shift));
    this.body.replaceChildren(...rows);
    element.setAttribute('aria-activedescendant', this.#cellId(this.active.row, this.active.column));
  }

  #cellId(row, column) {
    return `${this.id}-${row}-${column}`;
  }

  #row(i, from, to, y) {
    const row = this.source.row(i);
    const cells = [h('div', { class: 'grid-cell gutter', role: 'rowheader', 'aria-colindex': 1, style: { width: `${this.gutter}px` } }, count(i))];
    for (let j = from; j < to; j += 1) {
      const column = this.columns[j];
      const value = row?.[column.name];
      const missing = row !== undefined && (value === null || value === undefined);
      const active = this.active.row === i && this.active.column === j;
      cells.push(h('div', { id: this.#cellId(i, j), role: 'gridcell', 'aria-colindex': j + 2, 'aria-selected': active ? 'true' : undefined,
        class: `grid-cell ${column.numeric ? 'num' : ''} ${missing ? 'missing' : ''} ${active ? 'active' : ''} ${row === undefined ? 'waiting' : ''}`,
        style: { left: `${this.lefts[j]}px`, width: `${column.width}px` } }, row === undefined ? '' : missing ? 'missing' : this.text(value, column)));
    }
    return h('div', { class: 'grid-row', role: 'row', 'aria-rowindex': i + 2, data: { row: i }, style: { transform: `translateY(${y}px)` } }, cells);
  }

  #point(event) {
    const cell = event.target.closest('[role=gridcell]');
    if (cell) {
      const [row, column] = cell.id.split('-').slice(-2).map(Number);
      this.#activate(row, column);
    }
  }

  #activate(row, column) {
    this.active = { row: Math.min(Math.max(0, row), this.source.rowCount - 1), column: Math.min(Math.max(0, column), this.columns.length - 1) };
    const y = this.active.row * ROW;
    const view = this.#view();
    if (y < this.top) this.scrollTo(y);
    else if (y + ROW > this.top + view) this.scrollTo(y + ROW - view);
    const left = this.lefts[this.active.column];
    const right = left + this.columns[this.active.column].width;
    if (left - this.gutter < this.element.scrollLeft) this.element.scrollLeft = left - this.gutter;
    else if (right > this.element.scrollLeft + this.element.clientWidth) this.element.scrollLeft = right - this.element.clientWidth;
    this.draw();
  }

  #key(event) {
    const { row, column } = this.active;
    const screen = Math.max(1, Math.floor(this.#view() / ROW) - 1);
    const edge = event.ctrlKey || event.metaKey;
    const to = {
      ArrowDown: [edge ? Infinity : row + 1, column], ArrowUp: [edge ? 0 : row - 1, column],
      ArrowRight: [row, edge ? Infinity : column + 1], ArrowLeft: [row, edge ? 0 : column - 1],
      PageDown: [row + screen, column], PageUp: [row - screen, column],
      Home: edge ? [0, 0] : [row, 0], End: edge ? [Infinity, Infinity] : [row, Infinity],
    }[event.key];
    if (to) {
      event.preventDefault();
      this.#activate(...to);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.onSort?.(this.columns[column].name);
    }
  }
}
