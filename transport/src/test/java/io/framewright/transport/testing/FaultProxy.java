package io.framewright.transport.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A loopback TCP proxy in front of a server: it can cut every connection, refuse new ones for a while, and swallow or
 * hold back what the server answers. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong swallowed = new AtomicLong();
    private final AtomicInteger loginsToCut = new AtomicInteger();
    private volatile boolean refusing;
    private volatile boolean swallowing;
    private volatile boolean closed;
    private final Object answering = new Object();
    // Guarded by answering.
    private boolean holding;

    private FaultProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** A proxy in front of the server that a URI names (its host and port). */
    public static FaultProxy inFrontOf(String uri) {
        URI server = URI.create(uri);
        try {
            FaultProxy proxy = new FaultProxy(
                    new ServerSocket(0, 256, InetAddress.getLoopbackAddress()),
                    new InetSocketAddress(server.getHost(), server.getPort()));
            daemon("framewright-test-proxy", proxy::accept);
            return proxy;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** The same URI, leading through this proxy. */
    public String uri(String direct) {
        URI server = URI.create(direct);
        return direct.replace(server.getHost() + ":" + server.getPort(), "127.0.0.1:" + listener.getLocalPort());
    }

    /** Cuts all connections there are; new ones may come. */
    public void cut() {
        for (Socket socket : open) {
            close(socket);
        }
    }

    /** Cuts all connections and closes every new one at once, until {@link #resume()}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /**
     * Cuts the next {@code count} connections where the client says who it is: with its second message, the one after
     * the protocol header of AMQP.
     */
    public void cutLogins(int count) {
        loginsToCut.set(count);
    }

    /** From now on what the server answers is lost, until {@link #resume()}; what clients send still arrives. */
    public void swallowAnswers() {
        swallowing = true;
    }

    /** From now on the server seems to answer nothing, as one that is busy; what clients send still arrives. */
    public void holdAnswers() {
        synchronized (answering) {
            holding = true;
        }
    }

    /** All that it has answered meanwhile arrives, in order. */
    public void letAnswersGo() {
        synchronized (answering) {
            holding = false;
            answering.notifyAll();
        }
    }

    private void awaitLetGo() throws InterruptedException {
        synchronized (answering) {
            while (holding && !closed) {
                answering.wait();
            }
        }
    }

    /** How many bytes of answers were lost. */
    public long swallowedBytes() {
        return swallowed.get();
    }

    /** Lets everything through again. Connections that lost answers are cut. */
    public void resume() {
        if (swallowing) {
            cut();
        }
        swallowing = false;
        refusing = false;
    }

    /** How many connections were let through so far. */
    public int connections() {
        return accepted.get();
    }

    @Override
    public void close() {
        closed = true;
        letAnswersGo();
        try {
            listener.close();
        } catch (IOException stillOpen) {
            throw new UncheckedIOException(stillOpen);
        }
        cut();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    close(client);
                    continue;
                }
                connect(client);
            } catch (IOException over) {
                if (!closed) {
                    throw new UncheckedIOException(over);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            server.connect(target, 5000);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException unreachable) {
            close(client);
            close(server);
            return;
        }
        if (refusing) {
            close(client);
            close(server);
            return;
        }
        accepted.incrementAndGet();
        daemon("framewright-test-proxy-in", () -> pump(client, server, false));
        daemon("framewright-test-proxy-out", () -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int reads = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!answers && ++reads == 2 && loginsToCut.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    break;
                }
                if (answers) {
                    awaitLetGo();
                }
                if (answers && swallowing) {
                    swallowed.addAndGet(n);
                } else {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException cut) {
            // Either side may end a connection at any time: both sockets are closed below, nothing is left to report.
            close(from);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException stillOpen) {
            throw new UncheckedIOException(stillOpen);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
