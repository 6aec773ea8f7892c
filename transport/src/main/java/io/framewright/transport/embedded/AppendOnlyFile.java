package io.framewright.transport.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a Redis server appends to.
 *
 * <p>Design note. A loss of power may leave the beginning of a transaction at its end. Redis (7.0.15 was seen to)
 * leaves that there when it starts, but for the last command if it is not whole ({@code aof.c}: a short read goes back
 * to the last command that was read, not to the {@code MULTI} before it), and appends to it. At the start after that
 * one it reads what came next as part of the transaction, which so takes effect after all, in the place of what was
 * recorded since. {@code redis-check-aof}, which is the same program by another name, cuts a transaction off whole.
 */
final class AppendOnlyFile {
    private static final Logger log = LoggerFactory.getLogger(AppendOnlyFile.class);
    private static final String CHECK = "redis-check-aof";

    private AppendOnlyFile() {}

    /**
     * Cuts off what is not whole. The server is not running. Where that cannot be done the server says what is wrong
     * with its file, or goes on as it does.
     *
     * @param program of the server
     * @param data where it keeps its files
     * @param directory for a link
     */
    static void mend(Path program, Path data, Path directory, Duration within)
            throws IOException, InterruptedException {
        Optional<Path> newest = newest(data);
        if (newest.isPresent()) {
            Path checker = directory.resolve(CHECK);
            Files.deleteIfExists(checker);
            try {
                Files.createSymbolicLink(checker, program.toAbsolutePath());
            } catch (UnsupportedOperationException noLinks) {
                log.warn("there are no symbolic links here, and so no {}", CHECK, noLinks);
                return;
            }
            check(checker, newest.get(), within);
        }
    }

    private static void check(Path checker, Path file, Duration within) throws IOException, InterruptedException {
        Path said = checker.resolveSibling(CHECK + ".log");
        long before = Files.size(file);
        Process checking = new ProcessBuilder(checker.toString(), "--fix", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try (OutputStream in = checking.getOutputStream()) {
            in.write("y\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException unasked) {
            log.debug("{} had nothing to ask", CHECK, unasked);
        }
        if (!checking.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            checking.destroyForcibly().waitFor();
        }
        long cut = before - Files.size(file);
        if (checking.exitValue() != 0) {
            log.warn("{} could not mend {}: {}", CHECK, file.getFileName(), Files.readString(said));
        } else if (cut > 0) {
            log.warn("the last {} bytes of {} were not whole, and are cut off", cut, file.getFileName());
        }
    }

    /** Redis 7 has several, numbered, and appends to the newest; before it there was one. */
    static Optional<Path> newest(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".aof"))
                    .filter(file -> !file.toString().contains(".base."))
                    .max(Comparator.comparingLong(AppendOnlyFile::number));
        }
    }

    /** Of {@code appendonly.aof.12.incr.aof}, 12. */
    private static long number(Path file) {
        String digits = String.valueOf(file.getFileName()).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
