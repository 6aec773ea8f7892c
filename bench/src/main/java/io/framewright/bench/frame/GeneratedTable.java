package io.framewright.bench.frame;

import io.framewright.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A table of a data set, not made yet. */
record GeneratedTable(List<GeneratedColumn> columns, int rows) {
    GeneratedTable {
        columns = List.copyOf(columns);
    }

    Frame frame() {
        return Frame.ofColumns(
                columns.stream().map(column -> column.column(rows)).toList());
    }

    /** Writes all or nothing: a file that is there is whole. */
    void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (CsvWriter csv = new CsvWriter(Files.newOutputStream(part))) {
            for (int i = 0; i < columns.size(); i++) {
                csv.text(columns.get(i).name()).end(i == columns.size() - 1);
            }
            for (int row = 0; row < rows; row++) {
                writeRow(csv, row);
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void writeRow(CsvWriter csv, int row) throws IOException {
        int last = columns.size() - 1;
        for (int i = 0; i <= last; i++) {
            GeneratedColumn column = columns.get(i);
            int number = column.numbers().applyAsInt(row);
            switch (column.form()) {
                case WHOLE -> csv.number(number, 1);
                case TEXT -> csv.text("id").number(number, column.width());
                case DECIMAL -> csv.millionths(number);
            }
            csv.end(i == last);
        }
    }
}
