package io.framewright.query.source;

import io.framewright.query.source.ArrowMessage.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Texts one behind the other, which may be more than an array holds. Not thread-safe while texts are added. */
final class JoinedTexts implements Part {
    private static final int FIRST = 1 << 10;
    private static final int MOST = 1 << 20;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[FIRST];
    private int used;
    private long length;

    void add(byte[] text) {
        length += text.length;
        int done = 0;
        while (done < text.length) {
            if (used == last.length) {
                full.add(last);
                last = new byte[Math.min(MOST, 2 * last.length)];
                used = 0;
            }
            int count = Math.min(text.length - done, last.length - used);
            System.arraycopy(text, done, last, used, count);
            used += count;
            done += count;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        for (byte[] each : full) {
            out.write(each);
        }
        out.write(last, 0, used);
    }
}
