// Answers questions about tables with Polars: one JSON object a line on stdin, one a line on stdout.
'use strict';
const pl = require('nodejs-polars');
const tables = {};

function sum(series) {
  return series.cast(pl.Float64).sum();
}

function sumInOrder(series) {
  const values = series.cast(pl.Float64).toTypedArray();
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    total += values[row] * (row + 1);
  }
  return total;
}

function read({table, path, whole}) {
  const frame = pl.readCSV(path);
  tables[table] = whole.length === 0 ? frame : frame.withColumns(...whole.map(name => pl.col(name).cast(pl.Int32)));
  return {};
}

// readIPC takes a path for one only if it ends in .ipc, and else for the bytes themselves.
const readers = {csv: pl.readCSV, parquet: pl.readParquet, arrow: path => pl.scanIPC(path).collectSync()};

function ask({question, format, path, sums, ordered}) {
  const names = Object.keys(tables);
  const make = question === '' ? null : new Function('pl', ...names, 'return ' + question);
  const lazy = names.map(name => tables[name].lazy());
  const began = process.hrtime.bigint();
  const frame = make === null ? readers[format](path) : make(pl, ...lazy).collectSync();
  const millis = Number(process.hrtime.bigint() - began) / 1e6;
  return {
    millis,
    rows: frame.height,
    sums: sums.map(name => sum(frame.getColumn(name))),
    inOrder: ordered === '' ? 0 : sumInOrder(frame.getColumn(ordered)),
  };
}

function answer(request) {
  switch (request.do) {
    case 'version': return {version: require('nodejs-polars/package.json').version + ' of nodejs-polars'};
    case 'load': return read(request);
    case 'drop': delete tables[request.table]; return {};
    default: return ask(request);
  }
}

require('readline').createInterface({input: process.stdin}).on('line', line => {
  let answered;
  try {
    answered = answer(JSON.parse(line));
  } catch (failed) {
    answered = {error: String(failed.message || failed)};
  }
  if (global.gc) {
    global.gc();
  }
  process.stdout.write(JSON.stringify(answered) + '\n');
});
