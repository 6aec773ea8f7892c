package io.framewright.serialize;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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
        Canonical canonical = new Canonical();
        canonical.text(command.commandType());
        canonical.node(command.data());
        MessageDigest digest = sha256();
        digest.update(canonical.bytes, 0, canonical.size);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** What is hashed, in one piece: every command that comes is hashed, and a digest likes no small pieces. */
    private static final class Canonical {
        private byte[] bytes = new byte[256];
        private int size;

        void node(JsonNode node) {
            if (node.isObject()) {
                mark('{');
                List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
                if (fields.size() > 1) {
                    fields.sort(Map.Entry.comparingByKey());
                }
                for (Map.Entry<String, JsonNode> field : fields) {
                    text(field.getKey());
                    node(field.getValue());
                }
                mark('}');
            } else if (node.isArray()) {
                mark('[');
                for (JsonNode item : node) {
                    node(item);
                }
                mark(']');
            } else if (node.isTextual()) {
                mark('"');
                text(node.textValue());
            } else {
                mark('=');
                text(node.asText());
            }
        }

        /** The length goes first, so that no two sequences of texts run together into the same bytes. */
        void text(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            int length = encoded.length;
            require(Integer.BYTES + length);
            bytes[size++] = (byte) (length >> 24);
            bytes[size++] = (byte) (length >> 16);
            bytes[size++] = (byte) (length >> 8);
            bytes[size++] = (byte) length;
            System.arraycopy(encoded, 0, bytes, size, length);
            size += length;
        }

        private void mark(char mark) {
            require(1);
            bytes[size++] = (byte) mark;
        }

        private void require(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJreHasIt) {
            throw new IllegalStateException("this Java lacks SHA-256", everyJreHasIt);
        }
    }
}
