package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rows of Redis, without one: what Redis itself does is in the contract of its adapter. */
class RedisTest {
    private final KeyedRowsInMemory keys = new KeyedRowsInMemory();

    private LoadContext context(DataLimits limits, WorkMonitor monitor) {
        return new LoadContext(DataRoots.none(), Databases.none(), keys, limits, monitor);
    }

    private LoadContext context() {
        return context(DataLimits.defaults(), WorkMonitor.NONE);
    }

    private SaveContext saveContext() {
        return new SaveContext(DataRoots.none(), Databases.none(), keys, WorkMonitor.NONE);
    }

    @Property(tries = 100)
    void redisGivesBackWhatItTook(@ForAll("frames") Frame frame) {
        right(new RedisDestination("k", KeyedRows.Kind.LIST).save(frame, true, saveContext()));
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (Column column : frame.data()) {
            types.put(column.name(), column.type());
        }

        AnyFrames.assertSame(right(new RedisSource("k", types).load(context())), frame);
    }

    @Provide
    Arbitrary<Frame> frames() {
        return new AnyFrames(1, 9999, false).frames();
    }

    @Example
    void recordsOfOneJsonObjectAreThatAndOthersAreTheirFields() {
        keys.put(
                "s",
                List.of(
                        Map.of("row", "{\"n\": 1}"),
                        Map.of("anything", "[{\"n\": 2}, {\"n\": 3}]"),
                        Map.of("n", "4"),
                        Map.of("t", "no [json")));

        Frame frame = right(new RedisSource("s", Map.of()).load(context()));

        assertThat(columns(frame)).containsExactly("n STRING", "t STRING");
        assertThat(values(frame, "n")).containsExactly("1", "2", "3", "4", null);
    }

    @Example
    void anItemThatIsNoObjectIsRefusedByItsPlace() {
        for (String text : List.of("x", "7", "[1]", "", "\"a\"", "[]")) {
            keys.put("l", List.of(Map.of(KeyedRows.TEXT, "{}"), Map.of(KeyedRows.TEXT, text)));
            Failure failure = left(new RedisSource("l", Map.of()).load(context()));
            assertCode(failure, FailureCode.FILE_MALFORMED);
            assertThat(failure.detail()).containsEntry("row", 2L);
        }
    }

    @Example
    void limitsAndCancellingAreKept() {
        keys.put("l", List.of(Map.of(KeyedRows.TEXT, "{\"a\": \"" + "x".repeat(500) + "\"}")));
        RedisSource source = new RedisSource("l", Map.of());
        assertCode(
                left(source.load(context(DataLimits.defaults().withMaxFrameBytes(1000), WorkMonitor.NONE))),
                FailureCode.MEMORY_LIMIT);
        assertCode(left(source.load(context(DataLimits.defaults(), CANCELLED))), FailureCode.COMMAND_CANCELLED);
        assertCode(
                left(new RedisDestination("l", KeyedRows.Kind.LIST)
                        .save(
                                Frame.empty(),
                                true,
                                new SaveContext(DataRoots.none(), Databases.none(), keys, CANCELLED))),
                FailureCode.COMMAND_CANCELLED);
    }

    @Example
    void withoutRedisThereIsNothing() {
        LoadContext none = new LoadContext(DataRoots.none(), DataLimits.defaults(), WorkMonitor.NONE);

        assertCode(left(new RedisSource("k", Map.of()).load(none)), FailureCode.REDIS_UNAVAILABLE);
    }

    private static final WorkMonitor CANCELLED = new WorkMonitor() {
        @Override
        public boolean cancelled() {
            return true;
        }

        @Override
        public void progress(long done, long total, String unit) {}
    };
}
