/** Text fields that suggest how to go on: a list below the place of writing, by keys as in a combobox. */
import { h, newId, put } from './dom.js';

/**
 * @param area a textarea or an input that exists
 * @param complete of the text up to the caret: `from`, `all`
 */
export function completing(area, complete) {
  const id = newId('suggestions');
  const list = h('ul', { class: 'suggestions hidden', role: 'listbox', id, 'aria-label': 'Suggestions' });
  const box = h('div', { class: 'completing' }, area, list);
  let suggested = { from: 0, all: [] };
  let chosen = 0;
  // A text of several lines may not be a combobox; it says the rest of it all the same.
  const isLine = area.tagName === 'INPUT';
  const roles = isLine ? [['role', 'combobox'], ['aria-expanded', 'false']] : [];
  for (const [name, value] of [...roles, ['aria-autocomplete', 'list'], ['aria-controls', id], ['autocapitalize', 'off']]) area.setAttribute(name, value);

  const isOpen = () => !list.classList.contains('hidden');

  function close() {
    list.classList.add('hidden');
    if (isLine) area.setAttribute('aria-expanded', 'false');
    area.removeAttribute('aria-activedescendant');
  }

  function open() {
    suggested = complete(area.value.slice(0, area.selectionStart));
    chosen = 0;
    if (suggested.all.length === 0 || area.selectionStart !== area.selectionEnd) {
      close();
      return;
    }
    list.classList.remove('hidden');
    if (isLine) area.setAttribute('aria-expanded', 'true');
    draw();
    place();
  }

  function draw() {
    put(list, suggested.all.map((one, i) => h('li', { role: 'option', id: `${id}-${i}`, 'aria-selected': i === chosen ? 'true' : 'false',
      on: { pointerdown: (event) => {
        event.preventDefault();
        take(i);
      } } }, h('span', { class: `kind ${one.kind}`, 'aria-hidden': 'true' }, one.kind.charAt(0)), h('code', {}, one.name), h('span', { class: 'muted small clip' }, one.about))));
    area.setAttribute('aria-activedescendant', `${id}-${chosen}`);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  /** Below the line that is written in, at the beginning of the word; letters have one width there. */
  function place() {
    if (area.tagName !== 'TEXTAREA') return;
    const before = area.value.slice(0, suggested.from).split('\n');
    const style = getComputedStyle(area);
    const line = parseFloat(style.lineHeight);
    const letter = parseFloat(style.fontSize) * 0.602;
    list.style.top = `${Math.min(area.clientHeight, before.length * line + 10 - area.scrollTop)}px`;
    list.style.left = `${Math.max(0, Math.min(area.clientWidth - 300, before.at(-1).length * letter + 8 - area.scrollLeft))}px`;
  }

  function take(i) {
    const one = suggested.all[i];
    const caret = area.selectionStart;
    // A quote that closes what is begun already is not written twice.
    const rest = one.text.endsWith('"') && area.value[caret] === '"' ? caret + 1 : caret;
    area.setRangeText(one.text, suggested.from, rest, 'end');
    close();
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }

  area.addEventListener('keydown', (event) => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      open();
    } else if (!isOpen()) {
      return;
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : -1) + suggested.all.length) % suggested.all.length;
      draw();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      take(chosen);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  area.addEventListener('input', open);
  area.addEventListener('blur', close);
  area.addEventListener('click', close);
  return box;
}
