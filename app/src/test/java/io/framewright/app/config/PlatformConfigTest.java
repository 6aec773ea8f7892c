package io.framewright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.Databases;
import io.framewright.transport.Idling;
import io.framewright.transport.rabbitmq.QueueType;
import io.framewright.worker.snapshot.SnapshotPolicy;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformConfigTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void nothingGivenMeansEverythingEmbedded() {
        PlatformConfig config = right(read(Optional.empty(), Map.of(), Map.of()));

        assertThat(config).isEqualTo(PlatformConfig.embedded(List.of()));
    }

    @Test
    void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = file("amqp-port=1\nredis-port=2\n");

        PlatformConfig config = right(read(
                Optional.of(file),
                Map.of("FRAMEWRIGHT_AMQP_PORT", "3", "FRAMEWRIGHT_REDIS_PORT", "4"),
                Map.of(Key.REDIS_PORT, List.of("5"))));

        assertThat(config.amqpPort()).isEqualTo(3);
        assertThat(config.redisPort()).isEqualTo(5);
    }

    @Test
    void emptyVariablesCountAsNotGiven() {
        PlatformConfig config =
                right(read(Optional.empty(), Map.of("FRAMEWRIGHT_AMQP", "", "FRAMEWRIGHT_DATA_ROOT", " "), Map.of()));

        assertThat(config).isEqualTo(PlatformConfig.embedded(List.of()));
    }

    @Test
    void dataRootsAreSeparatedAsPathsAreAndBecomeReal() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), two);

        PlatformConfig config = right(
                read(Optional.empty(), Map.of("FRAMEWRIGHT_DATA_ROOT", one + File.pathSeparator + link), Map.of()));

        assertThat(config.dataRoots()).containsExactly(one.toRealPath(), two.toRealPath());
    }

    @ParameterizedTest
    @CsvSource({
        "AMQP, localhost:5672",
        "AMQP, http://localhost",
        "AMQP, amqp:///nothing",
        "AMQP, 'amqp://a b'",
        "REDIS, amqp://localhost",
        "AMQP_PORT, 65536",
        "AMQP_PORT, -1",
        "REDIS_PORT, many",
        "DATA_ROOT, /does/not/exist",
        "DATABASE, jdbc:postgresql://host/db",
        "DATABASE, sales=postgresql://host/db",
        "DATABASE, 'sales 1=jdbc:postgresql://host/db'"
    })
    void wrongValuesAreRefusedByTheNameOfTheirKey(Key key, String value) {
        Failure failure = left(read(Optional.empty(), Map.of(), Map.of(key, List.of(value))));

        assertThat(failure.code()).isEqualTo(Settings.USAGE);
        assertThat(failure.message()).contains(key.inFile(), "the flag " + key.asFlag());
    }

    @Test
    void databasesHaveNamesAndAreSeparatedByBlanks() throws IOException {
        Path file = file("database=a=jdbc:sqlite:a.db \\\n  b=jdbc:postgresql://h/b?user=ann&password=x=y\n");

        Databases databases = right(read(Optional.of(file), Map.of(), Map.of())).databases();

        assertThat(databases)
                .isEqualTo(Databases.of(
                        Map.of("a", "jdbc:sqlite:a.db", "b", "jdbc:postgresql://h/b?user=ann&password=x=y")));
        assertThat(right(read(Optional.empty(), Map.of(), Map.of(Key.DATABASE, List.of("c=jdbc:sqlite:my file.db"))))
                        .databases()
                        .names())
                .containsExactly("c");
    }

    @Test
    void twoDatabasesOfOneNameAreRefusedWithoutTheirUrls() {
        Failure failure = left(
                read(Optional.empty(), Map.of("FRAMEWRIGHT_DATABASE", "a=jdbc:x:secret1 a=jdbc:x:secret2"), Map.of()));

        assertThat(failure.message()).contains("FRAMEWRIGHT_DATABASE").doesNotContain("secret");
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithWhereItCameFrom() throws IOException {
        Path file = file("amqp=nonsense\n");

        Failure failure = left(read(Optional.of(file), Map.of("FRAMEWRIGHT_REDIS_PORT", "x"), Map.of()));

        assertThat(failure.message()).contains("the key amqp of " + file, "the variable FRAMEWRIGHT_REDIS_PORT");
    }

    @Test
    void urlsThatAreWrongAreNotEchoedBecauseTheyMayHoldAPassword() {
        Failure failure = left(read(Optional.empty(), Map.of(), Map.of(Key.AMQP, List.of("amq://me:secret@host"))));

        assertThat(failure.message()).doesNotContain("secret");
    }

    @Test
    void portOfAnEmbeddedServerAndAddressOfAnotherExcludeEachOther() {
        Failure failure = left(read(
                Optional.empty(),
                Map.of(),
                Map.of(Key.AMQP, List.of("amqp://localhost"), Key.AMQP_PORT, List.of("5672"))));

        assertThat(failure.message()).contains("amqp-port", "leave it out");
    }

    @Test
    void unknownKeysOfTheFileAreNamedWithThoseThatAreKnown() throws IOException {
        Failure failure = left(read(Optional.of(file("amqp-prot=1")), Map.of(), Map.of()));

        assertThat(failure.message()).contains("amqp-prot", "amqp-port", "data-root");
    }

    @Test
    void fileThatIsMissingOrNoTextIsRefused() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThat(left(read(Optional.of(directory.resolve("none")), Map.of(), Map.of()))
                        .message())
                .contains("none");
        assertThat(left(read(Optional.of(binary), Map.of(), Map.of())).message())
                .contains("UTF-8");
    }

    @Test
    void limitsOfWorkersAreNumbers() {
        WorkerLimits limits = right(read(
                        Optional.empty(),
                        Map.of("FRAMEWRIGHT_CRASH_LIMIT", "5", "FRAMEWRIGHT_RESTART_LIMIT", "0"),
                        Map.of(Key.IDLE_TIMEOUT, List.of("600"), Key.TTL, List.of("3600"))))
                .limits();

        assertThat(limits)
                .isEqualTo(new WorkerLimits(
                        5, 0, new Idling(Optional.of(Duration.ofMinutes(10)), Optional.of(Duration.ofHours(1)))));
        assertThat(left(read(
                                Optional.empty(),
                                Map.of(),
                                Map.of(Key.CRASH_LIMIT, List.of("0"), Key.TTL, List.of("an hour"))))
                        .message())
                .contains("crash-limit", "at least 1; it is 0", "ttl", "it is an hour");
    }

    @Test
    void shownItKeepsPasswordsToItself() {
        PlatformConfig config = new PlatformConfig(
                Optional.of(URI.create("amqp://ann:secret@broker:5671/v")),
                Optional.empty(),
                0,
                6380,
                List.of(Path.of("/data")),
                Databases.of(Map.of("sales", "jdbc:postgresql://host/sales?password=secret")),
                SnapshotConfig.defaults(),
                QueueType.QUORUM,
                Duration.ofMinutes(5),
                OptionalLong.of(1 << 30),
                OptionalLong.empty(),
                WorkerLimits.DEFAULT);

        assertThat(config.redacted())
                .isEqualTo(
                        "amqp=amqp://ann:***@broker:5671/v; redis=embedded, port 6380; data-root=[/data]; database=[sales];"
                                + " snapshots=default, every 1000 changes, 60 s or 16777216 bytes, 2 kept;"
                                + " queue-type=quorum; ack-within=300; memory=1073741824; worker-memory=by the heap;"
                                + " crash-limit=3; restart-limit=3; idle-timeout=none; ttl=none");
        assertThat(config.databases().toString()).doesNotContain("secret");
    }

    @Test
    void snapshotsAreKeptBesideARedisThatLasts() {
        Path home = directory.toAbsolutePath();
        SnapshotConfig unsaid =
                right(read(Optional.empty(), Map.of(), Map.of())).snapshots();
        assertThat(unsaid.place(false, Map.of(), home)).isEmpty();
        assertThat(unsaid.place(true, Map.of(), home)).contains(home.resolve(".framewright/snapshots"));
        assertThat(unsaid.place(true, Map.of("XDG_STATE_HOME", "/state"), home))
                .contains(Path.of("/state/framewright/snapshots"));
        assertThat(unsaid.place(true, Map.of("FRAMEWRIGHT_HOME", "/fw", "XDG_STATE_HOME", "/state"), home))
                .contains(Path.of("/fw/snapshots"));

        SnapshotConfig said = right(read(
                        Optional.empty(),
                        Map.of("FRAMEWRIGHT_SNAPSHOT_EVERY", "5", "FRAMEWRIGHT_SNAPSHOTS_KEPT", "3"),
                        Map.of(
                                Key.SNAPSHOTS, List.of("/shared"),
                                Key.SNAPSHOT_AFTER, List.of("7"),
                                Key.SNAPSHOT_BYTES, List.of("9"))))
                .snapshots();
        assertThat(said.place(false, Map.of(), home)).contains(Path.of("/shared"));
        assertThat(said.policy()).isEqualTo(new SnapshotPolicy(5, 9, Duration.ofSeconds(7), 3));

        SnapshotConfig off = right(read(Optional.empty(), Map.of("FRAMEWRIGHT_SNAPSHOTS", "none"), Map.of()))
                .snapshots();
        assertThat(off.place(true, Map.of(), home)).isEmpty();
        assertThat(off).hasToString("none, every 1000 changes, 60 s or 16777216 bytes, 2 kept");
    }

    @Test
    void wrongNumbersForSnapshotsAreAllSaid() {
        String message = left(read(
                        Optional.empty(),
                        Map.of(),
                        Map.of(Key.SNAPSHOT_EVERY, List.of("0"), Key.SNAPSHOTS_KEPT, List.of("many"))))
                .message();
        assertThat(message).contains("snapshot-every (the flag --snapshot-every)", "snapshots-kept", "it is many");
    }

    @Test
    void sentinelsQuorumQueuesAndTheTimeToAcknowledgeAreRead() {
        PlatformConfig config = right(read(
                Optional.empty(),
                Map.of("FRAMEWRIGHT_REDIS", "redis-sentinel://:secret@one:1,two:2/main"),
                Map.of(
                        Key.AMQP,
                        List.of("amqp://broker"),
                        Key.QUEUE_TYPE,
                        List.of("quorum"),
                        Key.ACK_WITHIN,
                        List.of("60"))));

        assertThat(config.queueType()).isEqualTo(QueueType.QUORUM);
        assertThat(config.ackWithin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.redacted())
                .contains("redis=redis-sentinel://:***@one:1,two:2/main")
                .doesNotContain("secret");
        assertThat(left(read(
                                Optional.empty(),
                                Map.of(),
                                Map.of(Key.QUEUE_TYPE, List.of("lazy"), Key.ACK_WITHIN, List.of("soon"))))
                        .message())
                .contains("queue-type", "classic or quorum", "ack-within", "seconds");
        assertThat(left(read(Optional.empty(), Map.of(), Map.of(Key.QUEUE_TYPE, List.of("quorum"))))
                        .message())
                .contains("embedded broker");
    }

    @Test
    void sizesAreReadWithTheirUnits() {
        PlatformConfig config = right(
                read(Optional.empty(), Map.of("FRAMEWRIGHT_MEMORY", "4g"), Map.of(Key.WORKER_MEMORY, List.of("512M"))));

        assertThat(config.memory()).hasValue(4L << 30);
        assertThat(config.workerMemory()).hasValue(512L << 20);
        assertThat(left(read(Optional.empty(), Map.of(), Map.of(Key.MEMORY, List.of("much"))))
                        .message())
                .contains("memory", "512m or 4g", "much");
    }

    @Test
    void clientNeedsBothServersOrNeither() {
        Failure failure = left(Settings.read(Optional.empty(), Map.of("FRAMEWRIGHT_AMQP", "amqp://localhost"), Map.of())
                .flatMap(ConnectConfig::of));

        assertThat(failure.message()).contains("amqp is given and redis is not");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("framewright.properties"), text, StandardCharsets.UTF_8);
    }

    private static Either<Failure, PlatformConfig> read(
            Optional<Path> file, Map<String, String> environment, Map<Key, List<String>> flags) {
        return Settings.read(file, environment, flags).flatMap(PlatformConfig::of);
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure);
                },
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> value);
    }

    private static <T> Failure left(Either<Failure, T> either) {
        return either.fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> {
                    throw new AssertionError("no failure but " + value);
                });
    }
}
