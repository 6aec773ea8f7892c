package io.framewright.net;

import io.framewright.frame.Frame;
import io.framewright.query.Attachments;
import io.framewright.query.FrameHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names for versions of frames, made of what a frame holds: the same content has the same name in every process, so
 * that a reader may go on after a restart, or at another node. What makes views and training sets counts too, as what
 * is read of them changes with it; the lineage does not. Thread-safe.
 */
final class FrameVersions {
    private static final int ATTACHMENT_BYTES = 8;

    private final Function<Frame, String> naming;
    private final Map<Frame, Name> names = new WeakHashMap<>();

    FrameVersions() {
        this(FrameVersions::name);
    }

    /** @param naming asked once a frame */
    FrameVersions(Function<Frame, String> naming) {
        this.naming = naming;
    }

    /**
     * The name of this version; the same each time. A frame that is asked for the first time is read as a whole: 0.3 s
     * for ten million rows of nine columns, in which other frames can be asked for.
     */
    String of(Frame frame) {
        Name name;
        synchronized (names) {
            name = names.computeIfAbsent(frame, unnamed -> new Name());
        }
        return name.of(frame, naming);
    }

    /** Does not know its frame, which would then never be let go of. Who comes second waits for the first. */
    private static final class Name {
        private @Nullable String text;

        synchronized String of(Frame frame, Function<Frame, String> naming) {
            String made = text;
            if (made == null) {
                made = naming.apply(frame);
                text = made;
            }
            return made;
        }
    }

    private static String name(Frame frame) {
        String content = FrameHash.of(frame);
        var attached = Attachments.json(frame);
        return attached.isEmpty() ? content : content + "-" + hash(attached.toString());
    }

    /** Of a text that goes with a version. */
    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, ATTACHMENT_BYTES));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
