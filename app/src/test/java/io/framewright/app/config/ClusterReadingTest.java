package io.framewright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.manager.cluster.SplitBrain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterReadingTest {
    private static final String SERVERS = "amqp=amqp://localhost\nredis=redis://localhost\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void nothingAsksForACluster() throws IOException {
        assertThat(read("").fold(Failure::message, pending -> "", Optional::toString))
                .isEqualTo("Optional.empty");
    }

    @Test
    void keysMakeANode() throws IOException {
        Files.writeString(directory.resolve("own.p12"), "not read here");
        Optional<ClusterConfig> node = read(SERVERS + "cluster-host=0.0.0.0\ncluster-port=2551\n"
                        + "join=a:2551, [::1]:2552\nlabel=gpu,eu\n"
                        + "split-brain=keep-oldest\ncluster-stable-seconds=3\n"
                        + "cluster-keystore=" + directory.resolve("own.p12") + "\n"
                        + "cluster-truststore=" + directory.resolve("own.p12") + "\n"
                        + "cluster-keystore-password=first-secret\ncluster-truststore-password=second-secret\n")
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> Optional.empty(),
                        read -> read);
        assertThat(node).hasValueSatisfying(config -> {
            assertThat(config.listen()).isEqualTo(new NodeAddress("0.0.0.0", 2551));
            assertThat(config.join()).containsExactly(new NodeAddress("a", 2551), new NodeAddress("::1", 2552));
            assertThat(config.labels()).containsExactlyInAnyOrder("gpu", "eu");
            assertThat(config.splitBrain()).isEqualTo(SplitBrain.KEEP_OLDEST);
            assertThat(config.stableAfter()).isEqualTo(Duration.ofSeconds(3));
            assertThat(config.keys().orElseThrow().truststorePassword()).isEqualTo("second-secret");
            assertThat(config.toString()).doesNotContain("secret");
        });
    }

    @Test
    void whatIsWrongIsSaidAllAtOnce() throws IOException {
        assertThat(problems("cluster-host=192.0.2.1\ncluster-port=x\njoin=nowhere\nlabel=a b\nsplit-brain=me\n"
                        + "cluster-stable-seconds=0\ncluster-keystore=" + directory.resolve("missing") + "\n"))
                .contains("cluster-port (the key", "from 0 to 65535")
                .contains("one is nowhere")
                .contains("one is a b")
                .contains("keep-majority, keep-oldest, down-all")
                .contains("from 1 to 600")
                .contains("PKCS #12 file that can be read")
                .contains("needs amqp and redis too")
                .contains("needs TLS");
        assertThat(problems("label=gpu\n")).contains("label (the key", "give also cluster-port or join");
    }

    private String problems(String file) throws IOException {
        return read(file).fold(Failure::message, pending -> "", read -> "nothing was wrong");
    }

    private Either<Failure, Optional<ClusterConfig>> read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("framewright.properties"), text);
        return Settings.read(Optional.of(file), Map.of(), Map.of()).flatMap(ClusterReading::of);
    }
}
