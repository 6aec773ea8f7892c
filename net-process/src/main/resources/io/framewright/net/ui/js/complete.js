/**
 * What can be written at a place: in the JSON of a command's data, and in expressions. Only text goes in and out, so that
 * it is tested without a page. A suggestion has `text` (what is put in), `about` and `kind`.
 */
const WORD = /[A-Za-z_][\w.]*$/;

/**
 * @param before the text up to the caret
 * @param known `columns` (name, type), `frames`, `views`, and the language
 * @returns `from`, where what is begun starts, and `all`, the suggestions for it, the best first
 */
export function completeExpression(before, known) {
  const inText = /^(?:[^'"]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*['"][^'"]*$/.test(before);
  if (inText) return { from: before.length, all: [] };
  const word = /`[^`]*$/.exec(before)?.[0] ?? WORD.exec(before)?.[0] ?? '';
  return { from: before.length - word.length, all: ranked(word.replace('`', ''), [
    ...known.columns.map((column) => ({ text: quoted(column.name), name: column.name, about: column.type, kind: 'column' })),
    ...Object.entries(known.language.functions).map(([name, one]) => ({ text: `${name}(`, name, about: `${one.about} · ${one.example}`, kind: 'function' })),
    ...known.language.keywords.map((name) => ({ text: name, name, about: '', kind: 'keyword' })),
  ]) };
}

/** The same in the data of a command. */
export function completeData(before, commandType, known) {
  const place = scan(before);
  if (place.text === null) {
    const word = WORD.exec(before)?.[0] ?? '';
    const wantsKey = place.wantsKey && word === '';
    return wantsKey ? { from: before.length, all: keys(place, commandType, known).map((name) => ({ text: `"${name}": `, name, about: '', kind: 'field' })) } : { from: before.length, all: [] };
  }
  const from = before.length - place.text.length;
  if (place.isKey) {
    const columnKeys = ['features', 'types', 'columns'].includes(place.holder) ? known.columns.map((column) => column.name) : [];
    return { from, all: ranked(place.text, [...columnKeys, ...keys(place, commandType, known)].map((name) => ({ text: `${escaped(name)}": `, name, about: '', kind: 'field' }))) };
  }
  if (place.key === 'where' || (place.key === 'as' && place.object.op === 'derive')) {
    const inside = completeExpression(unescaped(place.text), known);
    return { from: from + escaped(unescaped(place.text).slice(0, inside.from)).length, all: inside.all.map((one) => ({ ...one, text: escaped(one.text) })) };
  }
  return { from, all: ranked(place.text, values(place, known).map((one) => ({ ...one, text: `${escaped(one.name)}"` }))) };
}

function keys(place, commandType, { language }) {
  const { object, holder, depth } = place;
  const all = depth === 1 ? language.commands[commandType]?.fields ?? []
    : holder === 'operations' ? ['op', ...(language.operations[object.op]?.fields ?? [])]
      : holder === 'aggregates' ? ['function', 'column', 'as', ...(object.function === 'quantile' ? ['q'] : [])]
        : holder === 'by' ? ['column', 'order']
          : holder === 'on' ? ['left', 'right']
            : holder === 'window' ? ['maxRows']
              : ['source', 'destination', 'stream'].includes(holder) ? ['type', ...(language[`${holder}s`][object.type] ?? [])]
                : place.grandHolder === 'features' ? ['role', 'description', 'unit'] : [];
  return all.filter((name) => !(name in object));
}

function values(place, known) {
  const { language } = known;
  const { key, object, holder } = place;
  const named = (names, kind) => names.map((name) => ({ name, about: '', kind }));
  const columns = known.columns.map((column) => ({ name: column.name, about: column.type, kind: 'column' }));
  if (key === 'op') return Object.entries(language.operations).map(([name, one]) => ({ name, about: one.about, kind: 'operation' }));
  if (key === 'function') return named(object.op === 'cumulate' ? language.cumulative : language.aggregates, 'function');
  if (key === 'type') return named(['source', 'destination', 'stream'].includes(holder) ? Object.keys(language[`${holder}s`]) : language.types, 'type');
  if (holder === 'types') return named(language.types, 'type');
  if (key === 'frame') return named(known.frames, 'frame');
  if (key === 'view') return named(known.views, 'view');
  if (key in language.values) return named(language.values[key], 'value');
  if (['column', 'columns', 'predictors', 'responder', 'on', 'left', 'right', 'ids', 'values', 'rows', 'within'].includes(key)) return columns;
  return [];
}

function ranked(begun, all) {
  const wanted = begun.toLowerCase();
  const place = (one) => {
    const name = one.name.toLowerCase();
    return name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2;
  };
  const seen = new Set();
  return all.filter((one) => place(one) < 2 && one.name !== '' && !seen.has(one.kind + one.name) && seen.add(one.kind + one.name))
    .map((one, i) => [place(one), i, one]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , one]) => one).slice(0, 60);
}

const RESERVED = /^(and|or|not|in|between|like|is|missing|true|false|case|when|then|else|end)$/i;

/** A column's name as an expression has it. */
export const quoted = (name) => (/^[\p{L}_][\p{L}\p{Nd}_.]*$/u.test(name) && !RESERVED.test(name) ? name : `\`${name.replaceAll('`', '``')}\``);
const escaped = (text) => JSON.stringify(text).slice(1, -1);

function unescaped(text) {
  try {
    return JSON.parse(`"${text}"`);
  } catch (unfinished) {
    return text;
  }
}

/** Where in unfinished JSON its end is: in which object or list, behind which key, in which text. */
function scan(json) {
  const stack = [];
  const top = () => stack.at(-1);
  let i = 0;
  let text = null;
  while (i < json.length) {
    const at = json[i];
    if (at === '"') {
      const end = closing(json, i + 1);
      if (end < 0) {
        text = json.slice(i + 1);
        break;
      }
      const value = unescaped(json.slice(i + 1, end));
      const holder = top();
      if (holder && !holder.list) {
        if (holder.key === null) holder.key = value;
        else holder.object[holder.key] = value;
      }
      i = end + 1;
      continue;
    }
    if (at === '{' || at === '[') {
      const holder = top();
      stack.push({ list: at === '[', key: null, colon: false, object: {}, holder: holder ? (holder.list ? holder.holder : holder.key) : '', above: holder?.holder ?? '' });
    } else if (at === '}' || at === ']') {
      stack.pop();
      const holder = top();
      if (holder && !holder.list && holder.key !== null) holder.object[holder.key] ??= true;
    } else if (at === ':' && top()) {
      top().colon = true;
    } else if (at === ',' && top() && !top().list) {
      if (top().key !== null) top().object[top().key] ??= true;
      top().key = null;
      top().colon = false;
    }
    i += 1;
  }
  const holder = top();
  const object = holder && !holder.list ? holder : stack.filter((one) => !one.list).at(-1);
  const isKey = Boolean(holder && !holder.list && holder.key === null);
  return { text, isKey, wantsKey: isKey, key: holder?.list ? holder.holder : holder?.key ?? '', object: object?.object ?? {},
    holder: (holder?.list ? object?.holder : holder?.holder) ?? '', grandHolder: holder?.above ?? '', depth: stack.length };
}

function closing(json, from) {
  for (let i = from; i < json.length; i += 1) {
    if (json[i] === '\\') i += 1;
    else if (json[i] === '"') return i;
  }
  return -1;
}
