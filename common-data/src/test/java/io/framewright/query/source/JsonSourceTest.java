package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSourceTest {
    @TempDir
    Path root;

    private Loading loading;

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    @Test
    void anArrayOfObjectsIsRead() {
        assertSample(loading.json("""
                [{"i": 1, "l": 1, "d": 1, "b": true, "s": "2001-01-31"},
                 {"i": 2, "l": 3000000000, "d": 2.5, "b": false, "s": "x"}]
                """));
    }

    @Test
    void oneObjectALineIsRead() {
        assertSample(loading.json("""
                {"i": 1, "l": 1, "d": 1, "b": true, "s": "2001-01-31"}

                {"i": 2, "l": 3000000000, "d": 2.5, "b": false, "s": "x"}
                """));
    }

    private static void assertSample(Frame frame) {
        assertThat(columns(frame)).containsExactly("i INTEGER", "l LONG", "d DOUBLE", "b BOOLEAN", "s STRING");
        assertThat(values(frame, "l")).containsExactly(1L, 3_000_000_000L);
        assertThat(values(frame, "d")).containsExactly(1.0, 2.5);
        assertThat(values(frame, "b")).containsExactly(true, false);
        assertThat(values(frame, "s")).containsExactly("2001-01-31", "x");
    }

    @Test
    void columnsAreTheUnionOfTheFieldsInOrderOfAppearance() {
        Frame frame = loading.json("[{\"b\": 1}, {\"a\": \"x\", \"b\": null}, {}, {\"c\": 1.5}]");

        assertThat(frame.table().columnNames()).containsExactly("b", "a", "c");
        assertThat(values(frame, "b")).containsExactly(1, null, null, null);
        assertThat(values(frame, "a")).containsExactly(null, "x", null, null);
        assertThat(values(frame, "c")).containsExactly(null, null, null, 1.5);
    }

    @Test
    void nestedValuesBecomeTheirJsonText() {
        Frame frame = loading.json("[{\"n\": {\"a\": [1, {\"b\": null}]}}, {\"n\": [ ]}, {\"n\": 5}]");

        assertThat(columns(frame)).containsExactly("n STRING");
        assertThat(values(frame, "n")).containsExactly("{\"a\":[1,{\"b\":null}]}", "[]", "5");
    }

    @Test
    void mixedValuesBecomeTextAsTheyStood() {
        Frame frame =
                loading.json("[{\"m\": 1.50, \"n\": 7}, {\"m\": \"x\", \"n\": true}, {\"m\": false, \"n\": \"\"}]");

        assertThat(values(frame, "m")).containsExactly("1.50", "x", "false");
        assertThat(values(frame, "n")).containsExactly("7", "true", "");
    }

    @Test
    void stringsAreNeverTakenForSomethingElseUnlessATypeIsAskedFor() {
        loading.file("data.json", "[{\"d\": \"2001-01-31\", \"n\": \"5\", \"e\": \"NA\"}, {\"d\": \"\", \"n\": 6}]");

        Frame plain = loading.load("{'type': 'json', 'path': 'data.json'}");
        assertThat(columns(plain)).containsExactly("d STRING", "n STRING", "e STRING");
        assertThat(values(plain, "e")).containsExactly("NA", null);

        Frame typed = loading.load(
                "{'type': 'json', 'path': 'data.json', 'types': {'d': 'LOCAL_DATE', 'n': 'INTEGER', 'z': 'DOUBLE'}}");
        assertThat(columns(typed)).containsExactly("d LOCAL_DATE", "n INTEGER", "e STRING", "z DOUBLE");
        assertThat(values(typed, "d")).containsExactly(LocalDate.of(2001, 1, 31), null);
        assertThat(values(typed, "n")).containsExactly(5, 6);
        assertThat(values(typed, "z")).containsExactly(null, null);
    }

    @Test
    void numbersBeyond64BitsKeepTheirDigitsAsText() {
        assertThat(values(loading.json("[{\"n\": 18446744073709551616}, {\"n\": 1}]"), "n"))
                .containsExactly("18446744073709551616", "1");
    }

    @Test
    void anEmptyArrayGivesNoRows() {
        assertThat(loading.json("[]").rowCount()).isZero();
        loading.file("data.json", "[]");
        assertThat(columns(loading.load("{'type': 'json', 'path': 'data.json', 'types': {'a': 'LONG'}}")))
                .containsExactly("a LONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n "})
    void aFileWithNothingInItIsEmpty(String content) {
        assertCode(loading.jsonFailure(content), FailureCode.FILE_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\": 1}\n, {\"a\": }]",
                "[{\"a\": 1}\n, 5]",
                "[{\"a\": 1}\n, {\"a\": 2, \"a\": 3}]",
                "[{\"a\": 1},\n {\"b\": 2}",
                "[{\"a\": 1}]\n [{\"a\": 1}]",
                "{\"a\": 1}\n{\"a\": 2",
                "{\"a\": 1}\n7",
                "{\"a\": 1}\n{\"a\": nope}",
            })
    void malformedJsonIsRefusedWithLineAndColumn(String content) {
        Failure failure = loading.jsonFailure(content);

        assertCode(failure, FailureCode.FILE_MALFORMED);
        assertThat(failure.detail()).containsEntry("line", 2).containsKey("column");
    }

    @Test
    void jsonThatIsNoRowsIsRefused() {
        for (String content : List.of("7", "\"x\"", "null", "a,b\n1,2\n")) {
            assertCode(loading.jsonFailure(content), FailureCode.FILE_MALFORMED);
        }
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}]";

        assertCode(loading.jsonFailure(deep), FailureCode.MEMORY_LIMIT);
    }

    @Test
    void longValuesAreRefused() {
        loading.file("text.json", "[{\"a\": \"" + "x".repeat(2000) + "\"}]");
        loading.file("long.json", "[{\"a\": \"" + "x".repeat(200_000) + "\"}]");
        loading.file("nested.json", "[{\"a\": [" + "1,".repeat(2000) + "1]}]");
        DataLimits limits = DataLimits.defaults().withMaxCellLength(1000);

        assertCode(
                left(Loading.source("{'type': 'json', 'path': 'text.json'}").load(loading.context(limits))),
                FailureCode.MEMORY_LIMIT);
        assertCode(
                left(Loading.source("{'type': 'json', 'path': 'long.json'}").load(loading.context(limits))),
                FailureCode.MEMORY_LIMIT);
        assertCode(
                left(Loading.source("{'type': 'json', 'path': 'nested.json'}").load(loading.context(limits))),
                FailureCode.MEMORY_LIMIT);
    }

    @Test
    void anotherEncodingIsRefusedAndReadWhenItIsGiven() {
        loading.file("data.json", "[{\"a\": \"é\"}]".getBytes(StandardCharsets.ISO_8859_1));

        Failure failure = left(loading.tryLoad("{'type': 'json', 'path': 'data.json'}"));
        assertCode(failure, FailureCode.FILE_ENCODING);
        assertThat(failure.detail()).containsEntry("byteOffset", 8L);
        assertThat(values(loading.load("{'type': 'json', 'path': 'data.json', 'encoding': 'ISO-8859-1'}"), "a"))
                .containsExactly("é");
    }

    @Test
    void aByteOrderMarkAndGzipAreKnown() {
        loading.file("data.json", "\uFEFF[{\"a\": 1}]".getBytes(StandardCharsets.UTF_16LE));
        loading.file("data.json.gz", Loading.gzip("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)));

        assertThat(values(loading.load("{'type': 'json', 'path': 'data.json'}"), "a"))
                .containsExactly(1);
        assertThat(values(loading.load("{'type': 'json', 'path': 'data.json.gz'}"), "a"))
                .containsExactly(1);
    }

    @Test
    void fieldsThatDifferInCaseOnlyBecomeTwoColumns() {
        Frame frame = loading.json("[{\"a\": 1, \"A\": 2}, {\"A\": 3}]");

        assertThat(frame.table().columnNames()).containsExactly("a", "A_2");
        assertThat(values(frame, "A_2")).containsExactly(2, 3);
    }

    @Test
    void inlineRowsAreReadTheSameWay() {
        Frame frame = loading.load("{'type': 'rows', 'rows': [{'a': 1.5, 'd': '2001-01-31'}, {'a': 'x', 'b': [1]}, {}],"
                + " 'types': {'d': 'LOCAL_DATE'}}");

        assertThat(columns(frame)).containsExactly("a STRING", "d LOCAL_DATE", "b STRING");
        assertThat(values(frame, "a")).containsExactly("1.5", "x", null);
        assertThat(values(frame, "b")).containsExactly(null, "[1]", null);
    }

    @Test
    void whatIsWrongWithInlineRowsIsWrongWithTheCommand() {
        Failure notAnObject = left(loading.tryLoad("{'type': 'rows', 'rows': [{'a': 1}, 5]}"));
        assertCode(notAnObject, FailureCode.INVALID_COMMAND);
        assertThat(notAnObject.message()).contains("Row 2");

        Failure notOfType =
                left(loading.tryLoad("{'type': 'rows', 'rows': [{'a': 1}, {'a': 'x'}], 'types': {'a': 'INTEGER'}}"));
        assertCode(notOfType, FailureCode.INVALID_COMMAND);
        assertThat(notOfType.detail()).containsEntry("row", 2L).containsEntry("column", "a");
    }
}
