package io.framewright.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick ways beside those of the JDK. */
class TimestampsTest {
    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Property
    void isWrittenAsTheJdkDoesAndReadBack(
            @ForAll @LongRange(min = -100_000_000_000_000L, max = 300_000_000_000_000L) long millis) {
        Instant time = Instant.ofEpochMilli(millis);
        assertThat(Timestamps.write(time)).isEqualTo(JDK.format(time));
        if (millis > -62_000_000_000_000L && millis < 253_000_000_000_000L) {
            assertThat(Timestamps.read(Timestamps.write(time))).contains(time);
        }
    }

    @Test
    void whatIsSmallerThanAMillisecondIsLeftOut() {
        assertThat(Timestamps.write(Instant.parse("2026-11-23T02:48:00.123999Z")))
                .isEqualTo("2026-11-23T02:48:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00.000Z",
                "2026-11-23T02:48:00Z",
                "2026-11-23T02:48:00.123+01:00",
                "2026-11-23t02:48:00.123z"
            })
    void whatIsATimeIsRead(String text) {
        assertThat(Timestamps.read(text))
                .isEqualTo(Optional.of(OffsetDateTime.parse(text).toInstant()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-11-23T24:00:00.000Z",
                "2026-11-23T02:48:60.000Z",
                "2026-11-23T02:48:00,123Z",
                "٢٠26-11-23T02:48:00.123Z",
                "2026-11-23 02:48:00.123Z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThat(Timestamps.read(text)).isEmpty();
    }
}
