package io.framewright.transport.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import io.framewright.transport.testing.PrivateRedis;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

class EmbeddedServersTest {
    @TempDir
    Path directory;

    @Test
    void anyAmqpClientCanUseTheBroker() throws Exception {
        try (EmbeddedBroker broker = started(EmbeddedBroker.start(EmbeddedBrokerConfig.defaults()))) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(broker.uri());
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("q", true, false, false, null);
                channel.basicPublish("", "q", null, new byte[] {1, 2});
                assertThat(channel.basicGet("q", true).getBody()).containsExactly(1, 2);
            }
        }
    }

    @Test
    void aClosedBrokerLeavesNoThreadThatKeepsTheJvmAliveAndNoFile() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        EmbeddedBroker broker = started(EmbeddedBroker.start(EmbeddedBrokerConfig.defaults()));
        broker.close();
        broker.close();
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .allMatch(Thread::isDaemon));
        assertThat(broker.workDirectory()).doesNotExist();
    }

    @Test
    void aTakenPortIsReportedByBothServers() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Failure broker =
                    failure(EmbeddedBroker.start(EmbeddedBrokerConfig.defaults().withPort(port)));
            Failure redis = failure(EmbeddedRedis.start(config().withPort(port)));
            assertThat(broker.code()).isEqualTo("BROKER_UNAVAILABLE");
            assertThat(broker.message()).contains(Integer.toString(port));
            assertThat(redis.code()).isEqualTo("REDIS_UNAVAILABLE");
            assertThat(redis.message()).contains(Integer.toString(port));
        }
    }

    @Test
    void theBundledRedisAnswersAndIsGoneAfterClose() {
        EmbeddedRedis redis = started(EmbeddedRedis.start(config()));
        ProcessHandle server = ProcessHandle.of(redis.pid()).orElseThrow();
        try (Jedis jedis = new Jedis(URI.create(redis.uri()))) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
        assertThat(server.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments))
                        .orElse(""))
                .as("the password is not on the command line")
                .doesNotContain(URI.create(redis.uri()).getUserInfo().substring(1));
        redis.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aServerWhoseJvmWasKilledIsEndedAtTheNextStart() throws Exception {
        EmbeddedRedis orphan = started(EmbeddedRedis.start(config()));
        ProcessHandle server = ProcessHandle.of(orphan.pid()).orElseThrow();
        rewriteNote(orphan.pid(), "owner.pid", "999999999");
        try (EmbeddedRedis next = started(EmbeddedRedis.start(config()))) {
            assertThat(server.onExit().join().isAlive()).isFalse();
            assertThat(orphan.workDirectory()).doesNotExist();
            assertThat(ProcessHandle.of(next.pid())).isPresent();
        } finally {
            orphan.close();
        }
    }

    @Test
    void aProcessIdThatIsInUseByAnotherProcessIsLeftAlone() throws Exception {
        EmbeddedRedis bystander = started(EmbeddedRedis.start(config()));
        rewriteNote(bystander.pid(), "owner.pid", "999999999");
        rewriteNote(bystander.pid(), "server.start", "2001-01-01T00:00:00Z");
        try (EmbeddedRedis next = started(EmbeddedRedis.start(config()))) {
            assertThat(ProcessHandle.of(bystander.pid())).isPresent();
            assertThat(next.pid()).isNotEqualTo(bystander.pid());
        } finally {
            bystander.close();
        }
    }

    /** Redis itself would have it come back at the second start, in the place of what was recorded meanwhile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTransactionThatALossOfPowerToreIsForgottenWhole(boolean preferInstalled) {
        try (PrivateRedis server = PrivateRedis.start(preferInstalled, Fsync.ALWAYS)) {
            record(server, "1-0", "first");
            record(server, "2-0", "torn");
            server.kill();
            server.forget("*1\r\n$4\r\nEXEC\r\n".length() + 3);
            server.restart();
            record(server, "2-0", "second");
            server.kill();
            server.restart();
            try (Jedis jedis = new Jedis(URI.create(server.uri()))) {
                assertThat(jedis.xrange("events", "-", "+"))
                        .extracting(entry -> entry.getFields().get("event"))
                        .containsExactly("first", "second");
                assertThat(jedis.hgetAll("outcomes")).containsOnlyKeys("first", "second");
            }
        }
    }

    private static void record(PrivateRedis server, String id, String event) {
        try (Jedis jedis = new Jedis(URI.create(server.uri()))) {
            jedis.eval(
                    "redis.call('XADD', 'events', ARGV[1], 'event', ARGV[2])"
                            + " redis.call('HSET', 'outcomes', ARGV[2], ARGV[1])",
                    List.of(),
                    List.of(id, event));
        }
    }

    private EmbeddedRedisConfig config() {
        return EmbeddedRedisConfig.defaults().withPreferInstalled(false).withRunDirectory(directory);
    }

    private void rewriteNote(long pid, String key, String value) throws Exception {
        Path file = directory.resolve(pid + ".server");
        Properties note = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            note.load(in);
        }
        note.setProperty(key, value);
        try (var out = Files.newBufferedWriter(file)) {
            note.store(out, null);
        }
    }

    private static <T> T started(Either<Failure, T> server) {
        assertThat(server).isInstanceOf(Right.class);
        return ((Right<Failure, T>) server).value();
    }

    private static Failure failure(Either<Failure, ?> server) {
        assertThat(server).isInstanceOf(Left.class);
        return ((Left<Failure, ?>) server).failure();
    }
}
