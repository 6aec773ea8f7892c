package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
    @TempDir
    Path root;

    private Loading loading;

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    @Test
    void everyTypeIsInferredOverTheWholeFile() {
        Frame frame = loading.csv("""
                i,l,d,b,date,slashed,at,spaced,slashedAt,time,instant,s,zip
                1,1,1,true,2001-01-31,2001/01/31,2001-01-31T18:20:30,2001-01-31 18:20,2001/01/31 18:20,18:20,2001-01-31T18:20:00Z,a,01234
                -2,3000000000,2.5,FALSE,2001-02-01,2001/02/01,2001-02-01T00:00:00.125,2001-02-01 00:00:01,2001/02/01 00:00,18:20:59.5,2001-01-31T18:20:00+01:00,b,98765
                """);

        assertThat(columns(frame))
                .containsExactly(
                        "i INTEGER",
                        "l LONG",
                        "d DOUBLE",
                        "b BOOLEAN",
                        "date LOCAL_DATE",
                        "slashed LOCAL_DATE",
                        "at LOCAL_DATE_TIME",
                        "spaced LOCAL_DATE_TIME",
                        "slashedAt LOCAL_DATE_TIME",
                        "time LOCAL_TIME",
                        "instant INSTANT",
                        "s STRING",
                        "zip STRING");
        assertThat(values(frame, "i")).containsExactly(1, -2);
        assertThat(values(frame, "l")).containsExactly(1L, 3_000_000_000L);
        assertThat(values(frame, "d")).containsExactly(1.0, 2.5);
        assertThat(values(frame, "b")).containsExactly(true, false);
        assertThat(values(frame, "date")).containsExactly(LocalDate.of(2001, 1, 31), LocalDate.of(2001, 2, 1));
        assertThat(values(frame, "slashed")).isEqualTo(values(frame, "date"));
        assertThat(values(frame, "at"))
                .containsExactly(
                        LocalDateTime.of(2001, 1, 31, 18, 20, 30), LocalDateTime.of(2001, 2, 1, 0, 0, 0, 125_000_000));
        assertThat(values(frame, "spaced"))
                .containsExactly(LocalDateTime.of(2001, 1, 31, 18, 20), LocalDateTime.of(2001, 2, 1, 0, 0, 1));
        assertThat(values(frame, "slashedAt"))
                .containsExactly(LocalDateTime.of(2001, 1, 31, 18, 20), LocalDateTime.of(2001, 2, 1, 0, 0));
        assertThat(values(frame, "time")).containsExactly(LocalTime.of(18, 20), LocalTime.of(18, 20, 59, 500_000_000));
        assertThat(values(frame, "instant"))
                .containsExactly(Instant.parse("2001-01-31T18:20:00Z"), Instant.parse("2001-01-31T17:20:00Z"));
        assertThat(values(frame, "zip")).containsExactly("01234", "98765");
    }

    @ParameterizedTest
    @CsvSource({
        "1|2147483647, INTEGER",
        "1|2147483648, LONG",
        "1|-2147483648, LONG",
        "1|9223372036854775807, LONG",
        "1|9223372036854775808, STRING",
        "9223372036854775808|1.5, DOUBLE",
        "1.5|9223372036854775808, DOUBLE",
        "1|2.5, DOUBLE",
        "1e3|.5, DOUBLE",
        "1|Infinity, DOUBLE",
        "1|0x10, STRING",
        "1|5d, STRING",
        "1|+49, STRING",
        "0|007, STRING",
        "-0|01.5, STRING",
        "1|true, STRING",
        "true|False, BOOLEAN",
        "true|yes, STRING",
        "2001-01-31|2001-01-31 10:00, LOCAL_DATE_TIME",
        "2001-02-29|2001-02-28, STRING",
        "2000-02-29|2004/02/29, LOCAL_DATE",
        "2001-01-31T10:00:00.1234|2001-01-31T10:00, STRING",
        "2001-01-31T10:00:00Z|2001-01-31T10:00, STRING",
        "10:00|24:00, STRING",
        "10:00|1, STRING",
        "NA|1, INTEGER",
        "NaN|1.5, DOUBLE",
        "NA|x, STRING",
    })
    void aColumnHasTheNarrowestTypeThatLosesNothing(String cells, String type) {
        String[] twoCells = cells.split("\\|", -1);

        Frame frame = loading.csv("c,k\n" + twoCells[0] + ",1\n" + twoCells[1] + ",2\n");
        Frame turned = loading.csv("c,k\n" + twoCells[1] + ",1\n" + twoCells[0] + ",2\n");

        assertThat(columns(frame)).startsWith("c " + type);
        assertThat(columns(turned)).startsWith("c " + type);
    }

    @Test
    void aColumnThatTurnsOutToBeTextKeepsEveryTextAsItStood() {
        Frame frame = loading.csv("""
                a,b,c,d,e
                1.50,TRUE,2001/01/31,1,NA
                ,,,,
                x,x,x,x,x
                """);

        assertThat(values(frame, "a")).containsExactly("1.50", null, "x");
        assertThat(values(frame, "b")).containsExactly("TRUE", null, "x");
        assertThat(values(frame, "c")).containsExactly("2001/01/31", null, "x");
        assertThat(values(frame, "d")).containsExactly("1", null, "x");
        assertThat(values(frame, "e")).containsExactly("NA", null, "x");
    }

    @Test
    void unquotedEmptyIsMissingAndQuotedEmptyIsAnEmptyText() {
        Frame frame = loading.csv("s,n\n,\n\"\",\"\"\na,7\n");

        assertThat(columns(frame)).containsExactly("s STRING", "n INTEGER");
        assertThat(values(frame, "s")).containsExactly(null, "", "a");
        assertThat(values(frame, "n")).containsExactly(null, null, 7);
    }

    @Test
    void theUsualTextsForMissingCountOnlyWhereAColumnIsNotText() {
        Frame frame = loading.csv("n,country\nNA,NA\n1,DE\n\\N,None\n");

        assertThat(values(frame, "n")).containsExactly(null, 1, null);
        assertThat(values(frame, "country")).containsExactly("NA", "DE", "None");
    }

    @Test
    void textsForMissingThatWereAskedForCountEverywhereUnlessQuoted() {
        loading.file("data.csv", "n,s\n-,-\n1,\"-\"\nNA,x\n");

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv', 'missing': ['-', 'NA']}");

        assertThat(values(frame, "n")).containsExactly(null, 1, null);
        assertThat(values(frame, "s")).containsExactly(null, "-", "x");
    }

    @Test
    void aNumberThatStandsForMissingDoesSoInEveryRow() {
        loading.file("data.csv", "n,d,s\n-999,1.5,x\n1,-999,-999\n-999,\"-999\",y\n");

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv', 'missing': ['-999']}");

        assertThat(values(frame, "n")).containsExactly(null, 1, null);
        assertThat(values(frame, "d")).containsExactly(1.5, null, -999.0);
        assertThat(values(frame, "s")).containsExactly("x", null, "y");
    }

    @Test
    void aWholeZeroHasNoSignWhateverTheOrderOfRows() {
        assertThat(values(loading.csv("a,b\n-0,1.5\n1.5,-0\n"), "a")).containsExactly(0.0, 1.5);
        assertThat(values(loading.csv("a,b\n-0,1.5\n1.5,-0\n"), "b")).containsExactly(1.5, 0.0);
    }

    @Test
    void typesThatWereAskedForAreKept() {
        loading.file("data.csv", "zip,n,at,d,b\n12345,+7,2001-01-31,1,1\n00001,007,2001-02-01T10:00:00.123456,2,0\n");

        Frame frame = loading.load(
                "{'type': 'csv', 'path': 'data.csv', 'types': {'zip': 'STRING', 'n': 'long', 'at': 'LOCAL_DATE_TIME',"
                        + " 'd': 'DOUBLE', 'b': 'BOOLEAN'}}");

        assertThat(values(frame, "zip")).containsExactly("12345", "00001");
        assertThat(values(frame, "n")).containsExactly(7L, 7L);
        assertThat(values(frame, "at"))
                .containsExactly(
                        LocalDateTime.of(2001, 1, 31, 0, 0), LocalDateTime.of(2001, 2, 1, 10, 0, 0, 123_000_000));
        assertThat(values(frame, "d")).containsExactly(1.0, 2.0);
        assertThat(values(frame, "b")).containsExactly(true, false);
    }

    @Test
    void aCellThatIsNotOfTheTypeAskedForIsNamed() {
        loading.file("data.csv", "a,b\n1,1\n2,two\n");

        Failure failure = left(loading.tryLoad("{'type': 'csv', 'path': 'data.csv', 'types': {'b': 'INTEGER'}}"));

        assertCode(failure, FailureCode.FILE_MALFORMED);
        assertThat(failure.detail())
                .containsEntry("line", 3L)
                .containsEntry("column", "b")
                .containsEntry("type", "INTEGER")
                .containsEntry("value", "two");
    }

    @Test
    void aTypeForAColumnThatIsNotThereIsRefused() {
        loading.file("data.csv", "a,b\n1,1\n");

        Failure failure = left(loading.tryLoad("{'type': 'csv', 'path': 'data.csv', 'types': {'c': 'INTEGER'}}"));

        assertCode(failure, FailureCode.COLUMN_NOT_FOUND);
        assertThat(failure.detail()).containsEntry("columns", List.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theDelimiterIsFoundOut(String delimiter) {
        Frame frame = loading.csv(
                String.join(delimiter, "a", "b", "c") + "\n" + String.join(delimiter, "1", "\"x,;|\ty\"", "3") + "\n");

        assertThat(columns(frame)).containsExactly("a INTEGER", "b STRING", "c INTEGER");
        assertThat(values(frame, "b")).containsExactly("x,;|\ty");
    }

    @Test
    void aSemicolonIsTheDelimiterWhereCommasAreDecimal() {
        Frame frame = loading.csv("a;b\n1,5;2,5\n3,5;4,5\n");

        assertThat(columns(frame)).containsExactly("a STRING", "b STRING");
    }

    @Test
    void delimiterAndQuoteCanBeGiven() {
        loading.file("data.csv", "a:b\n'x:y':2\n".replace('\'', '`'));

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv', 'delimiter': ':', 'quote': '`'}");

        assertThat(values(frame, "a")).containsExactly("x:y");
    }

    @Test
    void withoutAQuoteQuotesAreText() {
        loading.file("data.csv", "a,b\n5\" pipe,\"\n");

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv', 'quote': ''}");

        assertThat(values(frame, "a")).containsExactly("5\" pipe");
        assertThat(values(frame, "b")).containsExactly("\"");
    }

    @Test
    void quotedCellsMayHoldDelimitersQuotesAndLineEnds() {
        Frame frame = loading.csv("a,b\r\n\"x, \"\"y\"\"\r\nz\",1\r\n\"\r\",2");

        assertThat(values(frame, "a")).containsExactly("x, \"y\"\r\nz", "\r");
        assertThat(values(frame, "b")).containsExactly(1, 2);
    }

    @Test
    void aLoneCarriageReturnInQuotesIsPartOfItsCellEvenInTheLastColumn() {
        Frame frame = loading.csv("a,b\n1,\"x\ry\"\n2,\"\r\"\n");

        assertThat(values(frame, "b")).containsExactly("x\ry", "\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsKnownAndTheLastOneMayLack(String end) {
        assertThat(values(loading.csv("a,b" + end + "1,2" + end + "3,4"), "b")).containsExactly(2, 4);
        assertThat(values(loading.csv("a,b" + end + "1,2" + end + "3,4" + end), "b"))
                .containsExactly(2, 4);
    }

    @Test
    void aHeaderAloneGivesNoRowsAndColumnsOfText() {
        Frame frame = loading.csv("a,b\n");

        assertThat(frame.rowCount()).isZero();
        assertThat(columns(frame)).containsExactly("a STRING", "b STRING");
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() {
        loading.file("data.csv", "1,x\n2,y\n");

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv', 'header': false}");

        assertThat(columns(frame)).containsExactly("column1 INTEGER", "column2 STRING");
        assertThat(values(frame, "column1")).containsExactly(1, 2);
    }

    @Test
    void columnsWithoutANameAreNumberedAndNamesUsedTwiceGetASuffix() {
        Frame frame = loading.csv(",a, A ,a_2,\n1,2,3,4,5\n");

        assertThat(frame.table().columnNames()).containsExactly("column1", "a", "A_2", "a_2_2", "column5");
    }

    @Test
    void blankLinesAreSkippedUnlessThereIsOneColumn() {
        assertThat(values(loading.csv("\na,b\n\n1,2\n\n"), "a")).containsExactly(1);
        assertThat(values(loading.csv("a\n1\n\n3\n"), "a")).containsExactly(1, null, 3);
    }

    @Test
    void aRaggedRowIsRefusedWithItsLine() {
        Failure failure = loading.csvFailure("a,b\n1,\"x\ny\"\n1,2,3\n");

        assertCode(failure, FailureCode.FILE_MALFORMED);
        assertThat(failure.detail())
                .containsEntry("line", 4L)
                .containsEntry("expected", 2)
                .containsEntry("found", 3);
        assertThat(loading.csvFailure("a,b\n1,2\n3\n").detail())
                .containsEntry("line", 3L)
                .containsEntry("found", 1);
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedWithTheLineOfItsRow() {
        for (String content :
                List.of("a,b\n1,2\n3,\"x\n4,5\n", "a,b\n1,2\n3,\"x", "a,b\n1,2\n3,\"x\"\"", "a,b\n1,2\n3,\"")) {
            Failure failure = loading.csvFailure(content);

            assertCode(failure, FailureCode.FILE_MALFORMED);
            assertThat(failure.detail()).as(content).containsEntry("line", 3L);
        }
    }

    @Test
    void textAfterAClosingQuoteIsRefused() {
        Failure failure = loading.csvFailure("a,b\n\"x\"y,2\n");

        assertCode(failure, FailureCode.FILE_MALFORMED);
        assertThat(failure.detail()).containsEntry("line", 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n\r\n", "\uFEFF"})
    void aFileWithNothingInItIsEmpty(String content) {
        assertCode(loading.csvFailure(content), FailureCode.FILE_EMPTY);
    }

    @Test
    void binaryContentIsRefused() {
        loading.file("data.csv", new byte[] {'P', 'K', 3, 4, 0, 0, (byte) 0xff, (byte) 0xd8});

        assertCode(left(loading.tryLoad("{'type': 'csv', 'path': 'data.csv'}")), FailureCode.FILE_MALFORMED);
        assertCode(loading.csvFailure("a,b\n1,\0\n"), FailureCode.FILE_MALFORMED);
    }

    @Test
    void anotherEncodingIsRefusedWithTheOffsetAndReadWhenItIsGiven() {
        loading.file("data.csv", "name\nMünchen\n".getBytes(Charset.forName("windows-1252")));

        Failure failure = left(loading.tryLoad("{'type': 'csv', 'path': 'data.csv'}"));
        assertCode(failure, FailureCode.FILE_ENCODING);
        assertThat(failure.detail()).containsEntry("byteOffset", 6L);
        assertThat(failure.message()).contains("\"encoding\"");

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv', 'encoding': 'windows-1252'}");
        assertThat(values(frame, "name")).containsExactly("München");
    }

    @Test
    void theOffsetOfABadByteIsRightFarIntoTheFile() {
        byte[] content = ("a\n" + "x".repeat(9) + "\n").repeat(1).getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder("a\n");
        for (int row = 0; row < 50_000; row++) {
            text.append("é").append(row).append('\n');
        }
        byte[] good = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bad = java.util.Arrays.copyOf(good, good.length + content.length);
        bad[good.length] = (byte) 0xe9;
        java.util.Arrays.fill(bad, good.length + 1, bad.length, (byte) 'x');
        loading.file("data.csv", bad);

        Failure failure = left(loading.tryLoad("{'type': 'csv', 'path': 'data.csv'}"));

        assertThat(failure.detail()).containsEntry("byteOffset", (long) good.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncodingAndIsNoText(String encoding) {
        loading.file("data.csv", "\uFEFFname,n\nZürich,1\n".getBytes(Charset.forName(encoding)));

        Frame frame = loading.load("{'type': 'csv', 'path': 'data.csv'}");

        assertThat(frame.table().columnNames()).containsExactly("name", "n");
        assertThat(values(frame, "name")).containsExactly("Zürich");
        assertThat(loading.load("{'type': 'csv', 'path': 'data.csv', 'encoding': '" + encoding + "'}")
                        .table()
                        .columnNames())
                .containsExactly("name", "n");
    }

    @Test
    void gzipIsExpanded() {
        loading.file("data.csv.gz", Loading.gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(values(loading.load("{'type': 'csv', 'path': 'data.csv.gz'}"), "b"))
                .containsExactly(2);
    }

    @Test
    void damagedGzipIsRefused() {
        byte[] whole = Loading.gzip("a,b\n1,2\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        loading.file("cut.csv.gz", java.util.Arrays.copyOf(whole, whole.length - 9));
        loading.file("no.csv.gz", "a,b\n1,2\n");

        assertCode(left(loading.tryLoad("{'type': 'csv', 'path': 'cut.csv.gz'}")), FailureCode.FILE_MALFORMED);
        assertCode(left(loading.tryLoad("{'type': 'csv', 'path': 'no.csv.gz'}")), FailureCode.FILE_MALFORMED);
    }

    @Test
    void limitsHold() {
        loading.file("data.csv", "a,b\n1,2\n3,4\n");
        loading.file("bomb.csv.gz", Loading.gzip("a\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)));
        loading.file("long.csv", "a,b\n" + "x".repeat(50_000) + ",2\n");
        DataLimits limits = DataLimits.defaults();

        assertLimit("data.csv", limits.withMaxRows(1), "maxRows");
        assertLimit("data.csv", limits.withMaxColumns(1), "maxColumns");
        assertLimit("data.csv", limits.withMaxFileBytes(3, 1 << 20), "maxFileBytes");
        assertLimit("bomb.csv.gz", limits.withMaxFileBytes(1 << 20, 100_000), "maxExpandedBytes");
        assertLimit("long.csv", limits.withMaxCellLength(40_000), "maxCellLength");
        assertLimit("bomb.csv.gz", limits.withMaxFrameBytes(100_000), "maxFrameBytes");
        StringBuilder texts = new StringBuilder("a,b\n");
        for (int row = 0; row < 20_000; row++) {
            texts.append("text ")
                    .append(row)
                    .append(",a rather long text ")
                    .append(row)
                    .append('\n');
        }
        loading.file("texts.csv", texts.toString());
        assertLimit("texts.csv", limits.withMaxFrameBytes(2_000_000), "maxFrameBytes");
        assertThat(Loading.right(Loading.source("{'type': 'csv', 'path': 'data.csv'}")
                                .load(loading.context(limits.withMaxRows(2).withMaxColumns(2))))
                        .rowCount())
                .isEqualTo(2);
    }

    private void assertLimit(String path, DataLimits limits, String detail) {
        Failure failure =
                left(Loading.source("{'type': 'csv', 'path': '" + path + "'}").load(loading.context(limits)));
        assertCode(failure, FailureCode.MEMORY_LIMIT);
        assertThat(failure.detail()).containsKey(detail);
    }

    @Test
    void progressIsToldInBytesAndNeverGoesBack() {
        StringBuilder content = new StringBuilder("a,b\n");
        for (int row = 0; row < 300_000; row++) {
            content.append("1.50,").append(row).append('\n');
        }
        content.append("x,x\n");
        loading.file("data.csv", content.toString());
        List<Long> seen = new ArrayList<>();
        WorkMonitor monitor = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(long done, long total, String unit) {
                assertThat(unit).isEqualTo("bytes");
                assertThat(done).isLessThanOrEqualTo(total);
                seen.add(done);
            }
        };

        Loading.right(Loading.source("{'type': 'csv', 'path': 'data.csv'}")
                .load(new LoadContext(DataRoots.of(List.of(root)), DataLimits.defaults(), monitor)));

        assertThat(seen).isSorted().hasSizeBetween(4, 100);
        assertThat(seen.get(seen.size() - 1)).isEqualTo(2L * content.length());
    }

    @Test
    void aCancelledLoadEndsAsCancelled() {
        loading.file("data.csv", "a,b\n" + "1,2\n".repeat(100_000));
        WorkMonitor monitor = new WorkMonitor() {
            private int asked;

            @Override
            public boolean cancelled() {
                return ++asked > 3;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };

        Failure failure = left(Loading.source("{'type': 'csv', 'path': 'data.csv'}")
                .load(new LoadContext(DataRoots.of(List.of(root)), DataLimits.defaults(), monitor)));

        assertCode(failure, FailureCode.COMMAND_CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatChangesWhileItIsReadIsRefused(boolean grows) {
        Path file = loading.file("data.csv", "a,b\n" + "1,2\n".repeat(100_000));
        WorkMonitor monitor = new WorkMonitor() {
            private int asked;

            @Override
            public boolean cancelled() {
                if (++asked == 3) {
                    change(file, grows);
                }
                return false;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };

        Failure failure = left(Loading.source("{'type': 'csv', 'path': 'data.csv'}")
                .load(new LoadContext(DataRoots.of(List.of(root)), DataLimits.defaults(), monitor)));

        assertCode(failure, FailureCode.FILE_UNUSABLE);
    }

    private static void change(Path file, boolean grow) {
        try {
            if (grow) {
                Files.writeString(file, "5,6\n", StandardOpenOption.APPEND);
            } else {
                Files.writeString(file, "a,b\n1,2\n");
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws IOException {
        Path file = loading.file("data.csv", "a\n1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");

        Failure failure = left(loading.tryLoad("{'type': 'csv', 'path': 'data.csv'}"));

        assertCode(failure, FailureCode.FILE_UNUSABLE);
        assertThat(failure.message()).contains("permission denied").doesNotContain(root.toString());
    }

    @Test
    void manyDistinctTextsAreHeldAndFound() {
        StringBuilder content = new StringBuilder("s,n\n");
        for (int row = 0; row < 200_000; row++) {
            content.append("word").append(row).append(",1\n");
        }

        Frame frame = loading.csv(content.toString());

        assertThat(frame.table().stringColumn("s").countUnique()).isEqualTo(200_000);
        assertThat(frame.table().stringColumn("s").get(199_999)).isEqualTo("word199999");
        assertThat(frame.table().stringColumn("s").isEqualTo("word77777").toArray())
                .containsExactly(77_777);
    }
}
