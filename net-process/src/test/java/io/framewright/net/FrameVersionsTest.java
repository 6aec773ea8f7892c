package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.View;
import io.framewright.query.Attachments;
import io.framewright.query.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The name of a version is made of what a frame holds, once a frame. */
class FrameVersionsTest {
    private static final Feature MINUTES = new Feature("responder", "how late", "min");

    private static Frame frame(int... values) {
        return Frame.ofColumns(List.of(new Column("n", IntData.of(ColumnType.INTEGER, values))));
    }

    /** As createView makes it. */
    private static View limit(int rows) {
        var operations = JsonNodeFactory.instance.arrayNode();
        operations.addObject().put("op", "limit").put("rows", rows);
        return new View(Operation.json(TestServer.right(Operation.parse(operations))));
    }

    private static String fresh(Frame frame) {
        return new FrameVersions().of(frame);
    }

    @Test
    void sameContentHasTheSameNameEverywhere() {
        assertThat(fresh(frame(1, 2, 3))).isEqualTo(fresh(frame(1, 2, 3))).matches("[0-9a-f]{16}");
        assertThat(fresh(frame(1, 2, 3))).isNotEqualTo(fresh(frame(1, 3, 2)));
        var step = JsonNodeFactory.instance.objectNode().put("commandType", "LOAD_WORKER_FRAME_MANAGER");
        assertThat(fresh(frame(1).withStep(step))).as("lineage").isEqualTo(fresh(frame(1)));
    }

    @Test
    void whatIsReadBesideColumnsIsPartOfIt() {
        Frame plain = frame(1, 2, 3);
        Frame viewed = plain.withView("v", limit(1));

        assertThat(fresh(viewed)).startsWith(fresh(plain) + "-").isNotEqualTo(fresh(plain.withView("v", limit(2))));
        assertThat(fresh(viewed.withoutView("v"))).isEqualTo(fresh(plain));
        assertThat(fresh(plain.withFeatures(Map.of("n", MINUTES)))).isNotEqualTo(fresh(plain));
    }

    /** As a snapshot is read. */
    @Test
    void frameThatWasKeptHasTheNameItHad() {
        Frame before =
                frame(1, 2, 3).withView("w", limit(2)).withView("v", limit(1)).withFeatures(Map.of("n", MINUTES));
        Frame after = TestServer.right(Attachments.attach(frame(1, 2, 3), Attachments.json(before)));

        assertThat(fresh(after)).isEqualTo(fresh(before));
    }

    @Test
    void frameIsReadOnceAndOthersDoNotWaitForIt() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        Frame large = frame(1);
        FrameVersions versions = new FrameVersions(frame -> {
            if (frame == large) {
                reading.countDown();
                await(mayEnd);
            }
            return "v" + read.incrementAndGet();
        });
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> versions.of(large));
        await(reading);
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> versions.of(large));

        assertThat(versions.of(frame(2))).isEqualTo("v1");
        mayEnd.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("v2").isEqualTo(second.get(10, TimeUnit.SECONDS));
        assertThat(read).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }
}
