package io.framewright.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands connections on between a loopback port and a socket in the file system, by which a process in one network
 * namespace reaches a server in another that is on no network. A pair of them, one on each side, makes the way; it can
 * be blocked.
 */
final class UnixRelay implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final SocketAddress target;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean blocked;

    private UnixRelay(ServerSocketChannel listener, SocketAddress target) {
        this.listener = listener;
        this.target = target;
        daemon(this::accept);
    }

    /** From a socket in the file system to the server that a URI names. */
    static UnixRelay into(String uri, Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        URI server = URI.create(uri);
        return new UnixRelay(listener, new InetSocketAddress(server.getHost(), server.getPort()));
    }

    /** From a loopback port of this namespace to a socket in the file system. */
    static UnixRelay outOf(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new UnixRelay(listener, UnixDomainSocketAddress.of(socket));
    }

    /** The same URI, leading through this relay. */
    String uri(String direct) throws IOException {
        URI server = URI.create(direct);
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        return direct.replace(server.getHost() + ":" + server.getPort(), "127.0.0.1:" + port);
    }

    /** What is on its way stays where it is, as when a cable is pulled; with false all of it goes on. */
    void block(boolean yes) {
        blocked = yes;
        synchronized (this) {
            notifyAll();
        }
    }

    private void accept() {
        try {
            while (listener.isOpen()) {
                SocketChannel from = listener.accept();
                daemon(() -> join(from));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void join(SocketChannel from) {
        try (SocketChannel near = from;
                SocketChannel far = SocketChannel.open(target)) {
            open.add(near);
            open.add(far);
            Thread back = daemon(() -> pump(far, near));
            pump(near, far);
            back.join();
        } catch (IOException gone) {
            // One of both went; so does the other.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                awaitPassage();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
        } catch (IOException gone) {
            // Said to the other side by closing.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (blocked) {
            wait();
        }
    }

    private void close(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException nothingToDo) {
            throw new UncheckedIOException(nothingToDo);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "unix-relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        block(false);
        open.forEach(this::close);
    }
}
