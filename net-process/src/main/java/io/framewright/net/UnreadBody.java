package io.framewright.net;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a caller still sends although the answer is known. Whoever is answered while sending would meet a connection
 * that is cut, and see no answer; so the rest is taken in for a while, and if it has not ended then the answer says
 * that this connection ends with it (RFC 9112, 9.6). HTTP/2 has its own way for that.
 */
final class UnreadBody {
    private static final Logger log = LoggerFactory.getLogger(UnreadBody.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int PART = 16 << 10;

    private UnreadBody() {}

    /**
     * To be called before an answer is written. Blocks for somebody who was let in as reading of the body would; for
     * others it takes what has arrived.
     */
    static void settle(Context request) {
        HttpServletRequest raw = request.req();
        if (!raw.getProtocol().equals("HTTP/1.1") || request.res().isCommitted() || !isSending(raw)) {
            return;
        }
        if (!isRead(raw, Caller.find(request).isPresent())) {
            request.header("Connection", "close");
        }
    }

    /** Looking at what a caller holds back until it is wanted would ask for it; Jetty sees to those by itself. */
    private static boolean isSending(HttpServletRequest raw) {
        return raw.getHeader("Expect") == null
                && (raw.getContentLengthLong() > 0 || raw.getHeader("Transfer-Encoding") != null);
    }

    private static boolean isRead(HttpServletRequest raw, boolean patient) {
        try {
            ServletInputStream body = raw.getInputStream();
            boolean waits = patient;
            long until = System.nanoTime() + PATIENCE_NANOS;
            byte[] part = new byte[PART];
            while (!body.isFinished() && (waits || body.available() > 0)) {
                if (body.read(part) < 0) {
                    return true;
                }
                waits = waits && System.nanoTime() - until < 0;
            }
            return body.isFinished();
        } catch (IOException | RuntimeException brokenOff) {
            // What Jetty throws for a body that it has given up has no type in common.
            log.debug("the rest of a request cannot be read", brokenOff);
            return false;
        }
    }
}
