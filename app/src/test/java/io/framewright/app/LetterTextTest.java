package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LetterTextTest {
    @Test
    void whatATerminalWouldObeyIsSpeltOut() {
        assertThat(LetterText.safe("a\u001b[31m\u0007\u202eb\u2028é€"))
                .isEqualTo("a\\u001b[31m\\u0007\\u202eb\\u2028é€");
        assertThat(LetterText.body("{\n\t\"a\": \"\u001b]0;x\u0007\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{" + System.lineSeparator() + "    \"a\": \"\\u001b]0;x\\u0007\"}");
    }

    @Test
    void whatIsNoTextIsShownAsNumbers() {
        byte[] bytes = new byte[18];
        bytes[0] = (byte) 0xff;
        assertThat(LetterText.body(bytes))
                .isEqualTo("00000000  ff" + " 00".repeat(15) + System.lineSeparator() + "00000010  00 00");
    }

    @Test
    void whatIsHugeIsCutBetweenCharacters() {
        String text = "a".repeat(LetterText.SHOWN_BYTES - 1) + "€" + "b".repeat(1_000_000);
        assertThat(LetterText.body(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a".repeat(LetterText.SHOWN_BYTES - 1));
        assertThat(LetterText.body(new byte[0])).isEmpty();
    }
}
