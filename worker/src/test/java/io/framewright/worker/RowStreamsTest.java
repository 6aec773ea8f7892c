package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.KeyedRows;
import io.framewright.serialize.Json;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventStream;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.RecordReader;
import io.framewright.transport.StepJournal;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRegistry;
import io.framewright.worker.snapshot.StreamState;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where frames stream rows in from, without brokers: what is read, in which order, and what is not taken. */
class RowStreamsTest {
    private static final DataLimits LIMITS = DataLimits.defaults();

    @TempDir
    Path root;

    private final Semaphore woken = new Semaphore(0);

    private RowStream stream(String json) {
        return new RowStream("test", state(json, null), woken::release);
    }

    private static StreamState state(String json, @Nullable String position) {
        return new StreamState(new UUID(0, 1), "s", 0, json(json), position);
    }

    private static JsonNode json(String json) {
        try {
            return Json.mapper().readTree(json.replace('\'', '"'));
        } catch (IOException wrongTest) {
            throw new IllegalArgumentException(json, wrongTest);
        }
    }

    private Either<Failure, StreamSource> source(String json, @Nullable String position) {
        return StreamSources.read(
                json(json), "data.stream", 250, position, WorkerConfig.defaults(DataRoots.of(List.of(root))));
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> value);
    }

    private static Failure left(Either<Failure, ?> either) {
        return either.<Failure>fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> {
                    throw new AssertionError(value.toString());
                });
    }

    /** The rows that come next, in the frame. */
    private Frames append(RowStream stream, Frames frames) throws InterruptedException {
        assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).as("rows came").isTrue();
        RowStream.Batch batch = stream.take();
        Frames longer = right(batch.appendTo(frames, LIMITS));
        batch.settled();
        return longer;
    }

    private static Frame frame(Frames frames) {
        return frames.find("s").toOptional().orElseThrow();
    }

    @Test
    void aFileIsFollowedFromWhereItsRowsAreInTheFrame() throws Exception {
        Path file = root.resolve("f.csv");
        Files.writeString(file, "n,day\n1,2001-01-31\n");
        String json = "{'type': 'csv', 'path': 'f.csv', 'follow': true, 'types': {'day': 'LOCAL_DATE'}}";
        RowStream first = stream(json);
        Subscription reading = right(right(source(json, null)).open(first, ports(new Channel())));
        Frames frames = append(first, Frames.EMPTY);
        Files.writeString(file, "2,2001-02-01\nx\n3,", StandardOpenOption.APPEND);
        frames = append(first, frames);
        reading.close();
        Files.writeString(file, "2001-02-02\n", StandardOpenOption.APPEND);
        String position = first.state().position();

        RowStream second = new RowStream("test", state(json, position), woken::release);
        Subscription again = right(right(source(json, position)).open(second, ports(new Channel())));
        frames = append(second, frames);
        again.close();

        assertThat(frame(frames).columns())
                .extracting(column -> column.type())
                .containsExactly(ColumnType.INTEGER, ColumnType.LOCAL_DATE);
        assertThat(frame(frames).rows()).extracting(row -> row.get("n")).containsExactly(1, 2, 3);
        assertThat(first.rowsRead()).isEqualTo(2);
        assertThat(first.rowsRefused()).isOne();
    }

    @Test
    void aFileThatIsNotFollowedIsReadToItsEnd() throws Exception {
        Files.writeString(root.resolve("f.csv"), "n\n1\n2");
        String json = "{'type': 'csv', 'path': 'f.csv'}";
        RowStream stream = stream(json);
        right(right(source(json, null)).open(stream, ports(new Channel())));

        assertThat(frame(append(stream, Frames.EMPTY)).rowCount()).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadIsToldToWhoBeginsTheStream() {
        String json = "{'type': 'csv', 'path': 'none.csv', 'follow': true}";

        Failure failure = left(right(source(json, null)).open(stream(json), ports(new Channel())));

        assertThat(failure.is(FailureCode.FILE_NOT_FOUND)).isTrue();
    }

    @Test
    void rowsOfAChannelAreObjectsOrListsOfThemAndMessagesOfWorkers() throws Exception {
        Channel channel = new Channel();
        RowStream stream = stream("{'type': 'redis-channel', 'channel': 'c'}");
        right(right(source("{'type': 'redis-channel', 'channel': 'c'}", null)).open(stream, ports(channel)));

        channel.say("{\"n\": 1}");
        channel.say("[{\"n\": 2}, {\"n\": 3}]");
        channel.say("no row");

        assertThat(frame(append(stream, Frames.EMPTY)).rows())
                .extracting(row -> row.get("n"))
                .containsExactly(1, 2, 3);
        assertThat(stream.rowsRefused()).isOne();
    }

    @Test
    void aChannelWaitsForNobodySoThatWhatIsTooMuchIsCountedAndNotKept() throws Exception {
        Channel channel = new Channel();
        RowStream stream = stream("{'type': 'redis-channel', 'channel': 'c'}");
        right(new ChannelRows("c", 3).open(stream, ports(channel)));

        for (int i = 0; i < 5; i++) {
            channel.say("{\"n\": " + i + "}");
        }
        Frames frames = append(stream, Frames.EMPTY);
        channel.say("{\"n\": 5}");
        woken.drainPermits();
        woken.release();
        frames = append(stream, frames);

        assertThat(frame(frames).rows()).extracting(row -> row.get("n")).containsExactly(0, 1, 2, 5);
        assertThat(stream.rowsRefused()).isEqualTo(2);
    }

    @Test
    void datesGoWhereTheFrameHasDates() {
        Frames frames = right(RowStream.append(
                rows("{'at': '2001-01-31', 'n': 1}"),
                state("{'types': {'at': 'LOCAL_DATE'}}", null),
                Frames.EMPTY,
                LIMITS));

        frames = right(RowStream.append(rows("{'at': '2001-02-01', 'n': 1.5}"), state("{}", null), frames, LIMITS));

        assertThat(frame(frames).columns())
                .extracting(column -> column.type())
                .containsExactly(ColumnType.LOCAL_DATE, ColumnType.DOUBLE);
        assertThat(frame(frames).rowCount()).isEqualTo(2);
    }

    @Test
    void aStreamWithoutAWindowEndsWhereTheFrameMayNotGrow() {
        Failure failure =
                left(RowStream.append(rows("{'n': 1}"), state("{}", null), Frames.EMPTY, LIMITS.withMaxFrameBytes(2)));

        assertThat(failure.is(FailureCode.MEMORY_LIMIT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'kafka'} | SOURCE_UNSUPPORTED | redis-channel, csv",
                "{'type': 'amqp', 'queue': 'process-manager'} | SOURCE_NOT_ALLOWED | process-manager",
                "{'type': 'amqp', 'queue': '00000000-0000-0000-0000-000000000001'} | SOURCE_NOT_ALLOWED | 0001",
                "{'type': 'redis-stream', 'key': 'workers'} | SOURCE_NOT_ALLOWED | workers",
                "{'type': 'redis-channel', 'chanel': 'c'} | INVALID_COMMAND | channel",
                "{'type': 'csv', 'path': 'f', 'delimiter': ''} | INVALID_COMMAND | delimiter",
                "{'type': 'csv', 'path': 'f', 'types': {'a': 'NUMBER'}} | INVALID_COMMAND | INTEGER",
                "{'type': 'csv', 'path': 'f', 'follow': 1} | INVALID_COMMAND | follow",
            },
            quoteCharacter = '`')
    void whatIsWrongWithAStreamIsSaid(String json, FailureCode code, String told) {
        Failure failure = left(source(json, null));

        assertThat(failure.code()).isEqualTo(code.name());
        assertThat(failure.message()).contains(told);
    }

    private static List<ObjectNode> rows(String... rows) {
        List<ObjectNode> read = new ArrayList<>();
        for (String row : rows) {
            read.add((ObjectNode) json(row));
        }
        return read;
    }

    private static final class Channel implements EventSubscriber {
        private final List<EventListener> listeners = new ArrayList<>();

        void say(String message) {
            listeners.forEach(listener -> listener.onUnreadable(message));
        }

        @Override
        public Either<Failure, Subscription> follow(String channel, EventListener listener) {
            listeners.add(listener);
            return Either.right(() -> listeners.remove(listener));
        }

        @Override
        public Either<Failure, EventPage> read(EventStream stream, long after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Either<Failure, Optional<Event>> outcome(EventStream stream, UUID commandId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static Ports ports(EventSubscriber subscriber) {
        return new Ports(
                unused(CommandConsumer.class),
                unused(CommandPublisher.class),
                unused(DeadLetters.class),
                unused(EventPublisher.class),
                subscriber,
                unused(RecordReader.class),
                KeyedRows.none(),
                unused(WorkerRegistry.class),
                unused(StepJournal.class));
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
