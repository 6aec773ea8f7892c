package io.framewright.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Reads a frame to its end by {@code Link: rel="next"}, as a program would that knows HTTP and no more: a page that is
 * broken off, or is to be asked for again, is asked for again.
 */
final class Pager implements Callable<Pager.Read> {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503);

    private final HttpClient client;
    private final URI server;
    private final String first;
    private final int half;
    private final Runnable atHalf;
    private int brokenOff;

    /**
     * What was read.
     *
     * @param lines of all pages, one after the other
     * @param gone whether it ended as the version is no longer kept
     * @param brokenOff how often a page did not come, or not as a whole
     */
    record Read(List<String> lines, boolean gone, int brokenOff) {}

    /**
     * @param first path and query of the first page
     * @param half a number of pages
     * @param atHalf called once when so many were read, or when it ends earlier; may block
     */
    Pager(HttpClient client, URI server, String first, int half, Runnable atHalf) {
        this.client = client;
        this.server = server;
        this.first = first;
        this.half = half;
        this.atHalf = atHalf;
    }

    @Override
    public Read call() {
        List<String> lines = new ArrayList<>();
        Optional<String> path = Optional.of(first);
        boolean gone = false;
        int pages = 0;
        while (path.isPresent() && !gone) {
            HttpResponse<String> page = page(path.get());
            gone = page.statusCode() == 410 && page.body().contains("\"VERSION_GONE\"");
            if (!gone && page.statusCode() != 200) {
                throw new AssertionError(page.statusCode() + " " + page.body());
            }
            path = gone ? path : next(page);
            page.body().lines().filter(line -> page.statusCode() == 200).forEach(lines::add);
            if (++pages == half) {
                atHalf.run();
            }
        }
        if (pages < half) {
            atHalf.run();
        }
        return new Read(lines, gone, brokenOff);
    }

    private static Optional<String> next(HttpResponse<?> page) {
        return page.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
    }

    private HttpResponse<String> page(String path) {
        return attempt(path)
                .orElseGet(() -> Awaitility.await(path)
                        .pollInSameThread()
                        .pollInterval(PAUSE)
                        .atMost(PATIENCE)
                        .until(() -> attempt(path), Optional::isPresent)
                        .orElseThrow());
    }

    private Optional<HttpResponse<String>> attempt(String path) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "application/x-ndjson")
                .timeout(PATIENCE)
                .build();
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()))
                    .filter(page -> !TRY_AGAIN.contains(page.statusCode()));
        } catch (IOException broken) {
            brokenOff++;
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stop));
        }
    }
}
