package io.framewright.serialize;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a command asks for, as a short text: two commands with the same hash ask for the same. It covers
 * {@code commandType} and {@code data}, whatever the order of its fields, and leaves out what may rightly differ when a
 * client sends a command again (its time stamp, its expiry, its trace).
 */
public final class RequestHash {
    private static final int BYTES = 16;

    private RequestHash() {}

    /** 32 hexadecimal digits: the first half of a SHA-256. */
    public static String of(Command command) {
        MessageDigest digest = sha256();
        text(digest, command.commandType());
        node(digest, command.data());
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void node(MessageDigest digest, JsonNode node) {
        if (node.isObject()) {
            digest.update((byte) '{');
            node.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
                text(digest, field.getKey());
                node(digest, field.getValue());
            });
            digest.update((byte) '}');
        } else if (node.isArray()) {
            digest.update((byte) '[');
            node.forEach(item -> node(digest, item));
            digest.update((byte) ']');
        } else if (node.isTextual()) {
            digest.update((byte) '"');
            text(digest, node.textValue());
        } else {
            digest.update((byte) '=');
            text(digest, node.asText());
        }
    }

    /** The length goes first, so that no two sequences of texts run together into the same bytes. */
    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException("this Java lacks SHA-256", everyJreHasIt);
        }
    }
}
