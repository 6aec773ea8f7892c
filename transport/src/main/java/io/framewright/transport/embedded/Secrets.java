package io.framewright.transport.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Users and passwords made up for one run of an embedded server. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** That many random bytes as hexadecimal digits, which need no escaping in a URI. */
    static String generate(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
