/**
 * Rows of one version of a frame, read by page as they are looked at. All pages are of the version of the first one,
 * whatever becomes of the frame meanwhile; a version that the server keeps no longer is told as VERSION_GONE.
 */
import { parse, send } from './api.js';

const PAGE = 200;
const KEPT = 60;

export class Pages {
  #path;
  #parameters;
  #pages = new Map();
  #asked = new Map();

  /** @param query `frame`, `view`, `where`, `sort`, `columns` as GET / takes them */
  constructor(workerId, query, { signal, loaded, failed }) {
    this.#path = `/workers/${workerId}/`;
    this.#parameters = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    this.signal = signal;
    this.loaded = loaded;
    this.failed = failed;
    this.rowCount = undefined;
    this.version = undefined;
  }

  address(offset, limit) {
    const parameters = new URLSearchParams(this.#parameters);
    parameters.set('offset', offset);
    parameters.set('limit', limit);
    if (this.version) parameters.set('version', this.version);
    return `${this.#path}?${parameters}`;
  }

  /** Reads the first page; then the version and the number of rows are known. */
  async begin() {
    await this.#read(0);
    return this;
  }

  /** The row if it is there; else it is read, and `loaded` is told. */
  row(index) {
    const page = Math.floor(index / PAGE);
    const rows = this.#pages.get(page);
    if (rows) {
      this.#pages.delete(page);
      this.#pages.set(page, rows);
      return rows[index - page * PAGE];
    }
    return undefined;
  }

  /** Sees to it that these rows are there soon, and none that are not looked at any more. */
  want(from, to) {
    const first = Math.floor(from / PAGE);
    const last = Math.floor(Math.max(from, to - 1) / PAGE);
    for (const [page, stop] of this.#asked) {
      if (page < first - 1 || page > last + 1) stop.abort();
    }
    for (let page = first; page <= last; page += 1) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) this.#read(page).then(() => this.loaded?.(), (problem) => problem.name !== 'AbortError' && this.failed?.(problem));
    }
  }

  async #read(page) {
    const stop = new AbortController();
    this.#asked.set(page, stop);
    try {
      const signal = AbortSignal.any ? AbortSignal.any([this.signal, stop.signal]) : this.signal;
      const response = await send('GET', this.address(page * PAGE, PAGE), { signal });
      this.rowCount = Number(response.headers.get('Framewright-Row-Count') ?? 0);
      this.version = response.headers.get('Framewright-Version') ?? this.version;
      this.#pages.set(page, parse(await response.text()));
      if (this.#pages.size > KEPT) this.#pages.delete(this.#pages.keys().next().value);
    } finally {
      this.#asked.delete(page);
    }
  }
}
