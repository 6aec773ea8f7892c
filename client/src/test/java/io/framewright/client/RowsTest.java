package io.framewright.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framewright.serialize.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void rowsAreShownInTheOrderOfTheirColumns() throws IOException {
        Rows rows = rows("""
                {"rows": [{"b": 1.5, "a": "x"}, {"b": null, "a": true}], "rowCount": 2,
                 "columns": [{"name": "a"}, {"name": "b"}]}""");

        assertThat(rows.lines()).containsExactly("A       B", "x     1.5", "true");
        assertThat(rows).hasToString(String.join(System.lineSeparator(), rows.lines()));
    }

    @Test
    void pageSaysThatItIsNotAll() throws IOException {
        Rows rows = rows("{\"rows\": [{\"a\": 1}], \"rowCount\": 7, \"columns\": [{\"name\": \"a\"}]}");

        assertThat(rows.toString()).endsWith("(1 of 7 rows)");
        assertThat(rows).hasSize(1);
    }

    @Test
    void valuesComeInTheKindTheirColumnHas() throws IOException {
        Row row = rows("""
                {"rows": [{"text": "x", "whole": 9007199254740993, "number": 0.5, "truth": true, "none": null,
                  "date": "2026-11-23", "time": "02:48:00", "dateTime": "2026-11-23T02:48:00",
                  "instant": "2026-11-23T02:48:00Z"}], "rowCount": 1, "columns": []}""").rows().get(0);

        assertThat(row.text("text")).contains("x");
        assertThat(row.whole("whole")).hasValue(9007199254740993L);
        assertThat(row.number("number")).hasValue(0.5);
        assertThat(row.truth("truth")).contains(true);
        assertThat(row.date("date")).contains(LocalDate.of(2026, 11, 23));
        assertThat(row.time("time")).contains(LocalTime.of(2, 48));
        assertThat(row.dateTime("dateTime")).contains(LocalDateTime.of(2026, 11, 23, 2, 48));
        assertThat(row.instant("instant")).contains(Instant.parse("2026-11-23T02:48:00Z"));
        assertThat(row.number("none")).isEmpty();
        assertThat(row.text("nowhere")).isEmpty();
        assertThat(row.isMissing("none")).isTrue();
    }

    @Test
    void valueOfAnotherKindIsABug() throws IOException {
        Row row = rows("{\"rows\": [{\"a\": \"x\"}], \"rowCount\": 1, \"columns\": []}")
                .rows()
                .get(0);

        assertThatThrownBy(() -> row.number("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The column a holds not a number but \"x\"");
        assertThatThrownBy(() -> row.date("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row.truth("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> row.whole("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void outcomeWithoutRowsIsToldFromOneWithNone() throws IOException {
        assertThat(Rows.areIn(Json.mapper().readTree("{\"rows\": [], \"rowCount\": 0}")))
                .isTrue();
        assertThat(Rows.areIn(Json.mapper().readTree("{\"rowCount\": 0}"))).isFalse();
    }

    private static Rows rows(String json) throws IOException {
        return Rows.of(Json.mapper().readTree(json));
    }
}
