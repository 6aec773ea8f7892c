/** Requests to the server that served this page. What goes wrong is a Problem (RFC 9457) with a code. */
const TOKEN = 'framewright.token';

/** What was refused, in the server's words. */
export class Problem extends Error {
  constructor(code, message, status = 0, values = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.values = values;
  }
}

/** What this browser may do: `read`, `operate` or `admin`, as the last answer said it; told by `access` events. */
export const session = new EventTarget();
session.access = 'admin';
session.online = true;

export const mayOperate = () => session.access !== 'read';
export const mayAdmin = () => session.access === 'admin';

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function authorization() {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export function note(response) {
  const access = response.headers.get('Framewright-Access');
  if (access && access !== session.access) {
    session.access = access;
    session.dispatchEvent(new Event('access'));
  }
  if (response.status === 401) session.dispatchEvent(new Event('token'));
}

export function online(is) {
  if (is !== session.online) {
    session.online = is;
    session.dispatchEvent(new Event('online'));
  }
}

/** Sends a request; fails with a Problem unless it was answered well. */
export async function send(method, path, { body, headers = {}, signal } = {}) {
  let response;
  const json = body !== undefined && !(body instanceof FormData) && !(body instanceof Blob);
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: { Accept: 'application/json', ...(json ? { 'Content-Type': 'application/json' } : {}), ...authorization(), ...headers },
      body: json ? JSON.stringify(body) : body,
    });
  } catch (failed) {
    if (failed.name === 'AbortError') throw failed;
    online(false);
    throw new Problem('UNREACHABLE', 'The server does not answer. It is tried again.');
  }
  online(true);
  note(response);
  if (!response.ok) throw await problem(response);
  return response;
}

export async function problem(response) {
  try {
    const said = await response.json();
    return new Problem(said.code ?? `HTTP_${response.status}`, said.detail ?? said.title ?? '', response.status, said.values ?? {});
  } catch (notJson) {
    return new Problem(`HTTP_${response.status}`, `The server answered ${response.status} and did not say why.`, response.status);
  }
}

export async function get(path, options) {
  return readJson(await send('GET', path, options));
}

export async function post(path, body, options) {
  return readJson(await send('POST', path, { body: body ?? {}, ...options }));
}

export async function remove(path, options) {
  return readJson(await send('DELETE', path, options));
}

const exact = (() => {
  let known = false;
  JSON.parse('1', (key, value, context) => {
    known = context?.source === '1';
    return value;
  });
  return known;
})();

/** JSON in which whole numbers that a double cannot hold stay as they were written (as text). */
export function parse(text) {
  if (!exact || !/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value, context) =>
    (typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source) ? context.source : value));
}

async function readJson(response) {
  const text = await response.text();
  return text ? parse(text) : null;
}

/**
 * Sends a command to a worker and waits for its outcome; the outcome's event, or a Problem. One that takes longer than
 * the server waits is asked for until it has one.
 */
export async function command(workerId, commandType, data, { signal, commandId = uuid() } = {}) {
  const begun = performance.now();
  try {
    return await outcome(workerId, commandType, data, signal, commandId);
  } finally {
    if (!signal?.aborted) roundTrips.set(commandId, performance.now() - begun);
    if (roundTrips.size > 1000) roundTrips.delete(roundTrips.keys().next().value);
  }
}

/** How long commands of this page took, there and back, in milliseconds. */
export const roundTrips = new Map();

async function outcome(workerId, commandType, data, signal, commandId) {
  const path = `/workers/${workerId}/commands`;
  const response = await send('POST', path, {
    body: { commandType, commandId, data }, headers: { Prefer: 'wait=30', 'Idempotency-Key': commandId }, signal });
  return response.status === 202 ? waitFor(path, commandId, signal) : readJson(response);
}

/** Sends a file, which the worker then loads; the event, or a Problem. */
export async function upload(workerId, file, options) {
  const form = new FormData();
  form.append('options', new Blob([JSON.stringify(options)], { type: 'application/json' }));
  form.append('file', file, file.name);
  const response = await send('POST', `/workers/${workerId}/`, { body: form });
  const said = await readJson(response);
  return response.status === 202 ? waitFor(`/workers/${workerId}/commands`, said.commandId) : said;
}

async function waitFor(path, commandId, signal) {
  for (;;) {
    await pause(1000, signal);
    try {
      const known = await get(`${path}/${commandId}`, { signal });
      if (known.problem) throw new Problem(known.problem.code, known.problem.detail, known.problem.status, known.problem.values);
      if (known.state !== 'PENDING') return known.event;
    } catch (failed) {
      if (failed.code !== 'NO_SUCH_COMMAND') throw failed;
    }
  }
}

export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('stopped', 'AbortError'));
    }, { once: true });
  });
}

/** randomUUID is there on loopback and over TLS only; elsewhere the same from random bytes. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const random = crypto.getRandomValues(new Uint8Array(16));
  random[6] = (random[6] & 15) | 64;
  random[8] = (random[8] & 63) | 128;
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Calls again and again while the page is looked at, first at once. */
export async function poll(every, signal, work) {
  while (!signal.aborted) {
    if (!document.hidden) {
      try {
        await work();
      } catch (failed) {
        if (failed.name === 'AbortError') return;
        console.info('not now:', failed.message);
      }
    }
    try {
      await pause(every, signal);
    } catch (stopped) {
      return;
    }
  }
}
