package io.framewright.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.KeptLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Dead letters as they may be shown: anybody may have sent them, so nothing in them reaches a terminal that it would
 * take for more than text, and nothing huge is printed.
 */
final class LetterText {
    /** How much of a body is shown. */
    static final int SHOWN_BYTES = 4096;

    private static final int JSON_BYTES = 1 << 20;

    private static final int BYTES_A_LINE = 16;

    private LetterText() {}

    /** Text whose control characters are spelt out. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (isHarmless(each)) {
                safe.appendCodePoint(each);
            } else {
                safe.append(String.format(each > 0xffff ? "\\u{%x}" : "\\u%04x", each));
            }
        });
        return safe.toString();
    }

    /** Not what moves cursors, changes colours, or turns the direction of writing. */
    private static boolean isHarmless(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The beginning of a body: as text if it is text in UTF-8, else as hexadecimal numbers. */
    static String body(byte[] body) {
        byte[] shown = Arrays.copyOf(body, Math.min(body.length, SHOWN_BYTES));
        return text(body, shown).map(LetterText::lines).orElseGet(() -> hexadecimal(shown));
    }

    private static String lines(String text) {
        return String.join(
                System.lineSeparator(),
                text.lines().map(line -> safe(line.replace("\t", "    "))).toList());
    }

    /** Cut between characters, not within one. */
    private static Optional<String> text(byte[] body, byte[] shown) {
        int end = shown.length;
        while (shown.length < body.length && end > 0 && shown.length - end < 4 && (body[end] & 0xc0) == 0x80) {
            end--;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(shown, 0, end))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static String hexadecimal(byte[] bytes) {
        StringBuilder lines = new StringBuilder();
        for (int from = 0; from < bytes.length; from += BYTES_A_LINE) {
            lines.append(from == 0 ? "" : System.lineSeparator()).append(String.format("%08x ", from));
            for (int i = from; i < Math.min(bytes.length, from + BYTES_A_LINE); i++) {
                lines.append(String.format(" %02x", bytes[i]));
            }
        }
        return lines.toString();
    }

    /** What is known of a letter beside its body. */
    static ObjectNode json(KeptLetter kept) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("letterId", kept.letterId().toString());
        json.put("position", kept.position());
        json.put("queue", kept.letter().queue());
        json.put("code", kept.letter().code());
        json.put("message", kept.letter().message());
        kept.commandId().ifPresent(id -> json.put("commandId", id.toString()));
        kept.command().ifPresent(command -> json.put("commandType", command.commandType()));
        if (kept.diedOn() != null) {
            json.put("diedOn", Timestamps.write(kept.diedOn()));
        }
        return json.put("bytes", kept.letter().body().length);
    }

    /** The same with the body, as text or in Base64; of a huge one, the beginning. */
    static ObjectNode jsonWithBody(KeptLetter kept) {
        byte[] whole = kept.letter().body();
        byte[] body = Arrays.copyOf(whole, Math.min(whole.length, JSON_BYTES));
        ObjectNode json = json(kept);
        if (body.length < whole.length) {
            json.put("bodyTruncated", true);
        }
        text(whole, body)
                .ifPresentOrElse(
                        text -> json.put("body", text),
                        () -> json.put("bodyBase64", Base64.getEncoder().encodeToString(body)));
        return json;
    }
}
