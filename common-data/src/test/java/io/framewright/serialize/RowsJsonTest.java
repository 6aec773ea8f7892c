package io.framewright.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.Frame;
import io.framewright.frame.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

class RowsJsonTest {
    private static final long NO_BOUND = Long.MAX_VALUE;

    private static Frame everything() {
        return Frame.of(Table.create(
                "t",
                IntColumn.create("i", 1, Integer.MIN_VALUE),
                LongColumn.create("l", 9007199254740993L, Long.MIN_VALUE),
                DoubleColumn.create("d", 0.1, Double.POSITIVE_INFINITY),
                BooleanColumn.create("b", new Boolean[] {true, null}),
                DateColumn.create("date", LocalDate.of(2001, 1, 31), null),
                DateTimeColumn.create("at", LocalDateTime.of(2001, 1, 31, 18, 20), null),
                TimeColumn.create("time", LocalTime.of(18, 20, 0, 5_000_000), null),
                InstantColumn.create("instant", Instant.parse("2001-01-31T18:20:00Z"), null),
                Words.column("s", Arrays.asList("", null))));
    }

    @Test
    void everyTypeHasOneForm() {
        RowsJson.Page page = RowsJson.page(everything(), 0, 10, NO_BOUND);

        assertThat(page.rows().toString())
                .isEqualTo("[{\"i\":1,\"l\":9007199254740993,\"d\":0.1,\"b\":true,"
                        + "\"date\":\"2001-01-31\",\"at\":\"2001-01-31T18:20:00\",\"time\":\"18:20:00.005\","
                        + "\"instant\":\"2001-01-31T18:20:00Z\",\"s\":\"\"},"
                        + "{\"i\":null,\"l\":null,\"d\":null,\"b\":null,\"date\":null,"
                        + "\"at\":null,\"time\":null,\"instant\":null,\"s\":null}]");
        assertThat(page.complete()).isTrue();
    }

    @Test
    void pagesAreCutOutOfTheFrame() {
        Frame frame = Frame.of(Table.create("t", IntColumn.create("n", 0, 1, 2, 3)));

        assertThat(RowsJson.page(frame, 1, 2, NO_BOUND).rows().toString()).isEqualTo("[{\"n\":1},{\"n\":2}]");
        assertThat(RowsJson.page(frame, 3, 2, NO_BOUND).rows()).hasSize(1);
        assertThat(RowsJson.page(frame, 4, 2, NO_BOUND).rows()).isEmpty();
        assertThat(RowsJson.page(frame, Long.MAX_VALUE, Long.MAX_VALUE, NO_BOUND)
                        .rows())
                .isEmpty();
        assertThat(RowsJson.page(frame, 0, 0, NO_BOUND).rows()).isEmpty();
        assertThat(RowsJson.page(frame, 1, Long.MAX_VALUE, NO_BOUND).rows()).hasSize(3);
    }

    @Test
    void aPageStopsBeforeItIsTooLong() {
        Frame frame = Frame.of(Table.create("t", IntColumn.create("n", 1, 2, 3)));

        assertThat(RowsJson.page(frame, 0, 3, 25).complete()).isTrue();
        RowsJson.Page cut = RowsJson.page(frame, 0, 3, 24);
        assertThat(cut.complete()).isFalse();
        assertThat(cut.rows()).hasSize(2);
        assertThat(RowsJson.page(frame, 0, 2, 24).complete()).isTrue();
        assertThat(RowsJson.page(frame, 0, 3, 5).rows()).isEmpty();
    }

    @Property(tries = 300)
    void bytesAreCountedExactly(
            @ForAll @Size(max = 20) List<String> texts,
            @ForAll @Size(value = 20) List<Double> numbers,
            @ForAll @Size(value = 20) List<Long> longs,
            @ForAll @IntRange(min = 0, max = 20) int limit,
            @ForAll String name)
            throws Exception {
        int rows = texts.size();
        Frame frame = Frame.of(Table.create(
                "t",
                Words.column(name, texts),
                DoubleColumn.create(name + "d", numbers.subList(0, rows)),
                LongColumn.create(
                        name + "l",
                        longs.subList(0, rows).stream()
                                .mapToLong(Long::longValue)
                                .toArray())));

        RowsJson.Page page = RowsJson.page(frame, 0, limit, NO_BOUND);

        assertThat(page.bytes()).isEqualTo(Json.mapper().writeValueAsBytes(page.rows()).length);
        assertThat(page.bytes()).isEqualTo(page.rows().toString().getBytes(StandardCharsets.UTF_8).length);
        assertThat(RowsJson.page(frame, 0, limit, page.bytes()).complete()).isTrue();
        assertThat(RowsJson.page(frame, 0, limit, page.bytes() - 1).complete()).isEqualTo(Math.min(rows, limit) == 0);
    }
}
