package io.framewright.app;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** What the terminal can show. */
public final class Terminal {
    private Terminal() {}

    /** The encoding of the standard output; ASCII if nobody says. */
    public static Charset charset() {
        String name = System.getProperty(
                "stdout.encoding",
                System.getProperty("sun.stdout.encoding", System.getProperty("native.encoding", "US-ASCII")));
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException strange) {
            return StandardCharsets.US_ASCII;
        }
    }

    /** Whether it can show blocks and lines; if not, ASCII has to do. */
    public static boolean canShow(String text) {
        return charset().newEncoder().canEncode(text);
    }

    /** Whether to use colours: the launcher says if a terminal is there, the user may say no. */
    public static boolean isColoured() {
        String refused = System.getenv("NO_COLOR");
        return Boolean.getBoolean("framewright.terminal")
                && (refused == null || refused.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
    }
}
