package io.framewright.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A place in a version of a frame. Others get it as an opaque text that is signed: one that somebody made up, or that
 * another process gave, is not read.
 *
 * @param version of the frame
 * @param question what is asked of it: the same cursor with another question is refused
 * @param offset of the next row
 */
record Cursor(String version, String question, long offset) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 12;

    /** Signs and reads cursors with a key of its own. Thread-safe. */
    static final class Seal {
        private final SecretKeySpec key;

        Seal() {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            this.key = new SecretKeySpec(random, ALGORITHM);
        }

        String write(Cursor cursor) {
            byte[] text =
                    (cursor.version + "\n" + cursor.question + "\n" + cursor.offset).getBytes(StandardCharsets.UTF_8);
            byte[] sealed = ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                    .put(signature(text))
                    .put(text)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        }

        /** Empty if it is none of ours. */
        Optional<Cursor> read(String text) {
            try {
                byte[] sealed = Base64.getUrlDecoder().decode(text);
                if (sealed.length <= SIGNATURE_BYTES) {
                    return Optional.empty();
                }
                byte[] content = Arrays.copyOfRange(sealed, SIGNATURE_BYTES, sealed.length);
                if (!MessageDigest.isEqual(signature(content), Arrays.copyOf(sealed, SIGNATURE_BYTES))) {
                    return Optional.empty();
                }
                String[] parts = new String(content, StandardCharsets.UTF_8).split("\n", -1);
                return Optional.of(new Cursor(parts[0], parts[1], Long.parseLong(parts[2])));
            } catch (IllegalArgumentException noBase64) {
                return Optional.empty();
            }
        }

        private byte[] signature(byte[] text) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return Arrays.copyOf(mac.doFinal(text), SIGNATURE_BYTES);
            } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }
    }
}
