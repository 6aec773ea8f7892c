package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.app.Cli.Ran;
import io.framewright.transport.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the platform comes and goes. */
class UpE2eTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private Cli cli;

    @BeforeEach
    void clean() {
        cli = new Cli(home);
    }

    @Test
    void terminatedItLeavesNothingBehind() throws IOException {
        RunningPlatform platform = RunningPlatform.start(cli, Map.of());
        List<ProcessHandle> servers = platform.children();
        assertThat(servers).isNotEmpty();
        assertThat(files()).contains(platform.pid() + ".json");

        int code = platform.terminate();

        assertThat(code).isEqualTo(143);
        assertThat(files()).isEmpty();
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(platform.errors()).contains("Shutting down");
        assertThat(cli.run("workers").code()).isEqualTo(3);
    }

    @Test
    void killedItLeavesARedisThatTheNextOneReaps() throws IOException {
        RunningPlatform killed = RunningPlatform.start(cli, Map.of());
        List<ProcessHandle> servers = killed.children();
        killed.kill();
        assertThat(servers).anyMatch(ProcessHandle::isAlive);
        assertThat(cli.run("workers").code()).isEqualTo(3);

        try (RunningPlatform next = RunningPlatform.start(cli, Map.of())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
            assertThat(files()).doesNotContain(killed.pid() + ".json").contains(next.pid() + ".json");
        }
    }

    @Test
    void ofSeveralTheNewestIsUsedUnlessOneIsChosen() {
        try (RunningPlatform first = RunningPlatform.start(cli, Map.of())) {
            // Start times are told to the second or so.
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            try (RunningPlatform second = RunningPlatform.start(cli, Map.of())) {
                cli.run("spawn", "--channel", "second");
                cli.run("spawn", "--channel", "first", "--pid", String.valueOf(first.pid()));

                Ran newest = cli.run("workers");
                assertThat(newest.out()).contains("second").doesNotContain("first");
                assertThat(newest.err()).contains("Several platforms run", String.valueOf(second.pid()));
                Ran chosen = cli.run("workers", "--pid", String.valueOf(first.pid()));
                assertThat(chosen.out()).contains("first").doesNotContain("second");
                assertThat(chosen.err()).isEmpty();
                assertThat(cli.run("workers", "--pid", "1").code()).isEqualTo(3);
            }
        }
    }

    @Test
    void secondOneServesTheServersOfTheFirst() {
        try (RunningPlatform first = RunningPlatform.start(cli, Map.of());
                RunningPlatform second = RunningPlatform.start(
                        cli,
                        Map.of("FRAMEWRIGHT_REDIS", first.ready().path("redis").asText()),
                        "--amqp",
                        first.ready().path("amqp").asText())) {
            assertThat(second.ready().path("amqp")).isEqualTo(first.ready().path("amqp"));
            assertThat(second.children()).isEmpty();
            assertThat(cli.run("spawn", "--channel", "c").code()).isZero();
        }
    }

    @Test
    void portsAreThoseAskedFor() {
        int port = FreePorts.find(1).get(0);
        try (RunningPlatform platform = RunningPlatform.start(cli, Map.of("FRAMEWRIGHT_AMQP_PORT", "" + port))) {
            assertThat(URI.create(platform.ready().path("amqp").asText()).getPort())
                    .isEqualTo(port);
        }
    }

    @Test
    void portThatIsTakenExitsWithThree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran up = cli.run("up", "--redis-port", "" + taken.getLocalPort());

            assertThat(up.code()).isEqualTo(3);
            assertThat(up.err().lines().reduce("", (first, second) -> second)).startsWith("REDIS_UNAVAILABLE: ");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void withoutADataRootItSaysWhatToPass() {
        try (RunningPlatform platform = RunningPlatform.start(cli, Map.of())) {
            assertThat(platform.errors()).contains("--data-root DIR");
        }
    }

    private List<String> files() throws IOException {
        Path run = home.resolve("run");
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }
}
