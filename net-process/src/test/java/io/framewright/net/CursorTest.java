package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors are read wherever they were written, and what is none is nothing. */
class CursorTest {
    @Test
    void isReadAsItWasWritten() {
        Cursor cursor = new Cursor("0123456789abcdef-01234567", "question_of-parameters", 4_000_000_000L);

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "v\nq",
                "v\nq\n",
                "v\nq\n-1",
                "v\nq\n1.5",
                "v\nq\n1\n",
                "v\nq\n9999999999999999999",
                "v\nq\n٣"
            })
    void whatIsNoneIsNothing(String text) {
        String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThat(Cursor.read(encoded)).isEmpty();
        assertThat(Cursor.read(text)).isEmpty();
    }
}
