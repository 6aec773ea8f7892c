package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.source.DataLimits;
import io.framewright.serialize.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Frame thousand = frame(1_000);
    private final long bytes = thousand.memoryBytes();

    @Test
    void columnsThatFramesShareCountOnce() {
        Frames frames = Frames.EMPTY.with("a", thousand).with("b", thousand.window(1_000));
        assertThat(HostMemory.bytes(frames)).isEqualTo(bytes);
    }

    @Test
    void aWorkerIsRefusedMoreThanItMayTakeAndKeepsWhatItHas() {
        HostMemory memory = new HostMemory(bytes * 3 / 2, bytes * 10);
        Frames first = Frames.EMPTY.with("a", thousand);
        assertThat(memory.claim(one, first).isRight()).isTrue();
        Failure refused = left(memory.claim(one, first.with("b", frame(1_000))));
        assertThat(refused.code()).isEqualTo("MEMORY_LIMIT");
        assertThat(refused.message()).contains("worker-memory");
        assertThat(refused.detail()).containsEntry("limitBytes", bytes * 3 / 2);
        assertThat(memory.used()).isEqualTo(bytes);
        assertThat(memory.left(one)).isEqualTo(bytes / 2);
        assertThat(memory.claim(one, Frames.EMPTY).isRight()).isTrue();
        assertThat(memory.used()).isZero();
    }

    @Test
    void allWorkersTogetherAreRefusedMoreThanTheHostHas() {
        HostMemory memory = new HostMemory(bytes * 10, bytes * 3 / 2);
        assertThat(memory.claim(one, Frames.EMPTY.with("a", thousand)).isRight())
                .isTrue();
        assertThat(left(memory.claim(other, Frames.EMPTY.with("a", frame(1_000))))
                        .message())
                .contains("of this host");
        memory.have(other, Frames.EMPTY.with("a", frame(1_000)));
        assertThat(memory.used()).as("frames that came back are there").isEqualTo(2 * bytes);
        assertThat(memory.claim(one, Frames.EMPTY.with("a", frame(500))).isRight())
                .as("less than before is never refused")
                .isTrue();
        memory.have(other, Frames.EMPTY);
        assertThat(memory.left(other)).isGreaterThan(bytes / 2);
    }

    private static Frame frame(int rows) {
        List<ObjectNode> all = IntStream.range(0, rows)
                .mapToObj(i -> Json.mapper().createObjectNode().put("n", i * 7_919))
                .toList();
        return RowFrames.of(all, Map.of(), DataLimits.defaults())
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError(pending.message());
                        },
                        frame -> frame);
    }

    private static Failure left(Either<Failure, ?> either) {
        assertThat(either).isInstanceOf(Left.class);
        return ((Left<Failure, ?>) either).failure();
    }
}
