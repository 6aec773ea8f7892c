/** Messages that could not be handled: what they were, why, and trying them again. */
import { h, put } from './dom.js';
import { get, poll, post, remove } from './api.js';
import { bytes, count, moment, plural, shortId } from './format.js';
import { ask, button, empty, guarded, input, problemBox, select, title, toast, toastProblem } from './parts.js';

export function letters({ signal, query }) {
  const list = h('div', { class: 'stack' });
  const code = select([['', 'All codes']], '', () => load());
  code.setAttribute('aria-label', 'Code');
  const queue = input({ type: 'search', placeholder: 'Worker or queue', value: query.get('worker') ?? '', 'aria-label': 'Worker or queue', data: { filter: '' }, on: { change: () => load() } });
  const summary = h('p', { class: 'muted' });
  const many = h('div', { class: 'row' });
  let seen = '';

  const selection = () => {
    const parameters = new URLSearchParams();
    if (code.value) parameters.set('code', code.value);
    if (queue.value.trim()) parameters.set('queue', queue.value.trim());
    return parameters;
  };

  async function load() {
    try {
      const parameters = selection();
      parameters.set('limit', '100');
      const page = await get(`/dead-letters?${parameters}`, { signal });
      const now = JSON.stringify(page) + parameters;
      if (now !== seen) {
        seen = now;
        draw(page);
      }
    } catch (problem) {
      if (!signal.aborted) put(list, problemBox(problem));
      seen = '';
    }
  }

  function draw(page) {
    for (const letter of page.letters) {
      if (![...code.options].some((option) => option.value === letter.code)) code.append(h('option', { value: letter.code }, letter.code));
    }
    put(summary, page.total === 0 ? '' : `${plural(page.total, 'message')} in the dead letters`, page.letters.length < page.total && `; ${count(page.letters.length)} shown`);
    put(many, page.letters.length > 1 && [
      guarded('Replay these', () => all('Replay', 'POST', '/dead-letters/replay'), '', 'admin'),
      guarded('Drop these', () => all('Drop', 'DELETE', '/dead-letters'), 'danger', 'admin')]);
    put(list, page.letters.length === 0
      ? empty('letters', 'Nothing here', 'Messages that no worker could handle are kept here unaltered: what is no command, what is not known, and what crashed its worker again and again.')
      : page.letters.map((letter) => card(letter, load)));
  }

  async function all(word, method, path) {
    const parameters = selection();
    if ([...parameters].length === 0) parameters.set('all', 'true');
    const done = await ask({ title: `${word} all that are shown here?`, action: word, kind: method === 'DELETE' ? 'primary danger' : 'primary',
      content: h('p', {}, method === 'DELETE' ? 'What is dropped cannot be brought back.' : 'Each runs under a new id, with its old one as the cause.'),
      submit: () => (method === 'DELETE' ? remove(`${path}?${parameters}`) : post(`${path}?${parameters}`)) });
    if (done) {
      toast(method === 'DELETE' ? `${plural(done.dropped, 'message')} dropped.` : `${plural(done.letters.filter((letter) => letter.replayed).length, 'message')} replayed.`);
      load();
    }
  }

  poll(4000, signal, load);
  return h('div', { class: 'stack page' }, title('Dead letters', many), h('div', { class: 'filter two' }, queue, code), summary, list);
}

function card(letter, reload) {
  const body = h('div');
  async function act(work, text) {
    try {
      const done = await work();
      const refused = done.letters?.find((each) => !each.replayed);
      if (refused) toast(refused.problem.detail, refused.problem);
      else toast(text);
    } catch (problem) {
      toastProblem(problem);
    }
    reload();
  }
  const show = button('Show the message', async () => {
    if (body.firstChild) {
      put(body);
      show.textContent = 'Show the message';
      return;
    }
    try {
      const whole = await get(`/dead-letters/${letter.letterId}`);
      put(body, h('pre', { class: 'json', tabindex: '0', 'aria-label': 'The message' }, pretty(whole.body ?? whole.bodyBase64)),
        whole.bodyTruncated && h('p', { class: 'small muted' }, 'Only its beginning is shown.'));
      show.textContent = 'Hide the message';
    } catch (problem) {
      put(body, problemBox(problem));
    }
  }, 'small');
  const isWorker = /^[0-9a-f-]{36}$/.test(letter.queue);
  return h('article', { class: 'card stack tight' },
    h('div', { class: 'spread' },
      h('div', { class: 'row' }, h('span', { class: 'chip bad mono' }, letter.code), h('strong', {}, letter.commandType ?? 'no command')),
      h('span', { class: 'small muted' }, letter.diedOn ? moment(letter.diedOn) : '')),
    h('p', { class: 'breaks' }, letter.message),
    h('div', { class: 'spread' },
      h('p', { class: 'small muted' }, 'from ', isWorker ? h('a', { href: `#/workers/${letter.queue}`, class: 'mono' }, shortId(letter.queue)) : h('code', {}, letter.queue), ` · ${bytes(letter.bytes)}`),
      h('div', { class: 'row' }, show,
        guarded('Replay', () => act(() => post(`/dead-letters/${letter.letterId}/replay`), 'Replayed under a new id.'), 'small', 'admin'),
        guarded('Drop', () => act(() => remove(`/dead-letters/${letter.letterId}`), 'Dropped.'), 'small danger', 'admin'))),
    body);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (notJson) {
    return text;
  }
}
