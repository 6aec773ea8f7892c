/** Reads small CSV texts here, for data that is pasted; files are read by the worker, which knows much more of types. */

/**
 * Text with names in its first row as a source of rows. Columns in which every cell is a number or empty become numbers,
 * and those of true and false become truths; numbers that begin with zeros stay texts.
 */
export function read(text) {
  const table = cells(text.replace(/^\uFEFF/, '')).filter((row) => row.length > 1 || row[0] !== '');
  if (table.length < 2) throw Object.assign(new Error('There must be a row of names and one row of values at least.'), { code: 'NOTHING_TO_LOAD' });
  const [names, ...rows] = table;
  const kinds = names.map((name, i) => kind(rows.map((row) => row[i] ?? '')));
  return { type: 'rows', rows: rows.map((row) => Object.fromEntries(names.map((name, i) => [name.trim() || `column${i + 1}`, value(row[i] ?? '', kinds[i])]))) };
}

function kind(values) {
  const there = values.filter((each) => each !== '');
  if (there.length > 0 && there.every((each) => /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(each) && (each.includes('.') || /e/i.test(each) || Number.isSafeInteger(Number(each))))) return 'number';
  return there.length > 0 && there.every((each) => /^(true|false)$/i.test(each)) ? 'truth' : 'text';
}

function value(text, as) {
  if (text === '') return null;
  return as === 'number' ? Number(text) : as === 'truth' ? text.toLowerCase() === 'true' : text;
}

function cells(text) {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const delimiter = ['\t', ';', ','].find((each) => first.includes(each)) ?? ',';
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const end = () => {
    rows.at(-1).push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const at = text[i];
    if (quoted) {
      if (at === '"' && text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (at === '"') quoted = false;
      else cell += at;
    } else if (at === '"' && cell === '') quoted = true;
    else if (at === delimiter) end();
    else if (at === '\n') {
      end();
      rows.push([]);
    } else if (at !== '\r') cell += at;
  }
  end();
  return rows;
}
