package io.framewright.manager;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files that cannot be loaded or saved, and paths that lead to where they should not. */
final class BadFiles {
    static final String FLIGHTS = "carrier,delay,miles\nAA,12,2475\nUA,-3,1846\nDL,40,760\n";

    private final Path root;

    /** Makes the files in a data root, and something beside it for links to lead to. */
    BadFiles(Path root, Path outside) throws IOException {
        this.root = root;
        file("flights.csv", FLIGHTS.getBytes(UTF_8));
        file("empty.csv", new byte[0]);
        file("blank.csv", "\n\n\n".getBytes(UTF_8));
        file("ragged.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n".getBytes(UTF_8));
        file("quote.csv", "a,b\n1,\"x\n2,y\n".getBytes(UTF_8));
        file("cell.csv", "day,delay\n1,12\n2,late\n".getBytes(UTF_8));
        file("picture.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H'});
        file("latin1.csv", "city\nKöln\n".getBytes(ISO_8859_1));
        file("broken.json", "[{\"a\": 1},\n{\"a\": }]\n".getBytes(UTF_8));
        byte[] whole = gzip(FLIGHTS.repeat(500).getBytes(UTF_8));
        file("damaged.csv.gz", Arrays.copyOf(whole, whole.length / 2));
        file("damaged.csv.zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x20, 0x40, 0x01, 0x02});
        file("damaged.parquet", "PAR1 what a writer left when it was killed PAR1".getBytes(UTF_8));
        file("cut.parquet", "PAR1 the first half of a file".getBytes(UTF_8));
        file(
                "old.xls",
                new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1});
        Files.createDirectory(root.resolve("folder"));
        Files.writeString(outside.resolve("secret.csv"), "a\n1\n");
        Files.createSymbolicLink(root.resolve("link.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(root.resolve("link"), outside);
    }

    private void file(String name, byte[] content) throws IOException {
        Files.write(root.resolve(name), content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    List<BadInput> inputs() {
        String inRoot = root.resolve("flights.csv").toString();
        return List.of(
                load("a file that is missing", "missing.csv", "missing.csv"),
                load("an empty file", "empty.csv", "empty.csv"),
                load("a file of blank lines", "blank.csv", "blank.csv"),
                load("a ragged file", "ragged.csv", "ragged.csv", "line 3", "\"expected\":3", "\"found\":2"),
                load("a quote that is never closed", "quote.csv", "line 2"),
                load(
                        "a cell that is not of the type asked for",
                        "cell.csv', 'types': {'delay': 'INTEGER'}, 'encoding': 'UTF-8",
                        "Line 3",
                        "delay",
                        "late"),
                load(
                        "types for a column that the file does not have",
                        "flights.csv', 'types': {'dellay': 'INTEGER'}, 'encoding': 'UTF-8",
                        "dellay",
                        "carrier, delay, miles"),
                load("a binary file", "picture.csv", "picture.csv"),
                load("a damaged gzip file", "damaged.csv.gz", "damaged.csv.gz"),
                load("a damaged zstd file", "damaged.csv.zst", "damaged.csv.zst"),
                loadAs("a JSON file that is not JSON", "json", "broken.json", "broken.json", "line 2"),
                loadAs("an Arrow file that is none", "arrow", "flights.csv", "flights.csv", "Arrow"),
                loadAs("a Parquet file that is none", "parquet", "flights.csv", "flights.csv", "Parquet"),
                loadAs("a Parquet file that was cut off", "parquet", "cut.parquet", "cut.parquet", "Parquet"),
                loadAs("a Parquet file whose footer is damaged", "parquet", "damaged.parquet", "damaged.parquet"),
                loadAs("a workbook that is none", "excel", "flights.csv", "flights.csv", ".xlsx"),
                loadAs("a workbook of the format before 2007", "excel", "old.xls", "old.xls", ".xlsx"),
                loadAs("an Excel sheet out of a file that is missing", "excel", "missing.xlsx", "missing.xlsx"),
                load("a file in another encoding", "latin1.csv", "latin1.csv", "UTF-8", "\"byteOffset\":6"),
                load("an encoding that there is not", "latin1.csv', 'encoding': 'EBCDIC-9", "EBCDIC-9"),
                load("a directory", "folder", "'folder'"),
                load("a path with `..`", "folder/../../flights.csv", "folder/../../flights.csv"),
                load("an absolute path", "/etc/hostname", "/etc/hostname"),
                load("an absolute path into a data root", inRoot, "absolute", "relative to the data roots"),
                load("a symbolic link out of the data roots", "link.csv", "'link.csv'", "symbolic link"),
                save("a symbolic link to a directory out of the data roots", "link/new.csv", "'link/new.csv'"),
                save("a path with `..` to save to", "../new.csv", "'../new.csv'"),
                save("a file to save to that is there", "flights.csv", "'flights.csv'", "overwrite"),
                save("a directory to save to that is not there", "nowhere/new.csv", "'nowhere/new.csv'"),
                database("a database that is not allowed", "LOAD", "source", "--database"),
                database("a database to save to that is not allowed", "SAVE", "destination", "--database"),
                BadInput.command(
                        "both a query and a table",
                        "LOAD_WORKER_FRAME_MANAGER",
                        "{'frame': 'flights', 'source': {'type': 'sql', 'url': 'sales', 'table': 't', 'query': 'select 1'}}",
                        "source.query"),
                key("a key that is not there", "LOAD", "source", "no-such-key"),
                key("a key of the platform", "LOAD", "source", "workers"),
                key("a key of the platform to save to", "SAVE", "destination", "workers"));
    }

    private static BadInput key(String row, String verb, String field, String key) {
        return BadInput.command(
                row,
                verb + "_WORKER_FRAME_MANAGER",
                "{'frame': 'flights', '" + field + "': {'type': 'redis', 'key': '" + key + "'}}",
                "'" + key + "'");
    }

    private static BadInput database(String row, String verb, String field, String... told) {
        return BadInput.command(
                row,
                verb + "_WORKER_FRAME_MANAGER",
                "{'frame': 'flights', '" + field + "': {'type': 'sql', 'url': 'sales', 'table': 't'}}",
                told);
    }

    private static BadInput load(String row, String path, String... told) {
        return loadAs(row, "csv", path, told);
    }

    private static BadInput loadAs(String row, String type, String path, String... told) {
        return BadInput.command(
                row,
                "LOAD_WORKER_FRAME_MANAGER",
                "{'frame': 'flights', 'source': {'type': '" + type + "', 'path': '" + path + "'}}",
                told);
    }

    private static BadInput save(String row, String path, String... told) {
        return BadInput.command(
                row,
                "SAVE_WORKER_FRAME_MANAGER",
                "{'frame': 'flights', 'destination': {'type': 'csv', 'path': '" + path + "'}}",
                told);
    }
}
