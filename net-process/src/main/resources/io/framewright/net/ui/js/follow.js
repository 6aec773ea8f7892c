/** Events as they happen: Server-Sent Events read by fetch, as a browser's own EventSource can send no token. */
import { authorization, note, online, parse, pause, problem } from './api.js';

/** Follows a worker's events from a position on; comes back by itself at the last id that it saw. */
export async function follow(workerId, since, signal, { event, gap, state }) {
  let last = since === undefined ? undefined : `${since}-0`;
  let wait = 500;
  while (!signal.aborted) {
    try {
      const response = await fetch(`/workers/${workerId}/events`, {
        signal, headers: { Accept: 'text/event-stream', ...authorization(), ...(last ? { 'Last-Event-ID': last } : {}) } });
      note(response);
      if (response.status === 204) {
        state?.('ended');
        return;
      }
      if (!response.ok) throw await problem(response);
      online(true);
      state?.('live');
      wait = 500;
      for await (const message of messages(response.body)) {
        last = message.id ?? last;
        if (message.event === 'gap') gap?.(parse(message.data));
        else if (message.event === 'end') {
          state?.('ended');
          return;
        } else if (message.data) event(parse(message.data));
      }
    } catch (failed) {
      if (signal.aborted || failed.status === 404) {
        state?.('ended');
        return;
      }
    }
    state?.('waiting');
    try {
      await pause(wait, signal);
    } catch (stopped) {
      return;
    }
    wait = Math.min(wait * 2, 5000);
  }
}

async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    let end;
    while ((end = text.indexOf('\n\n')) >= 0) {
      const message = { data: '' };
      for (const line of text.slice(0, end).split('\n')) {
        if (line.startsWith('data: ')) message.data += line.slice(6);
        else if (line.startsWith('id: ')) message.id = line.slice(4);
        else if (line.startsWith('event: ')) message.event = line.slice(7);
      }
      yield message;
      text = text.slice(end + 2);
    }
  }
}
