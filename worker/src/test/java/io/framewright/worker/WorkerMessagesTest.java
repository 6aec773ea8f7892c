package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerMessagesTest {
    @Test
    void everyKindOfMessageIsTakenOnceAndNoOther() {
        Set<Class<?>> taken = new HashSet<>(WorkerMessages.TOLD.kinds());
        assertThat(taken).doesNotContainAnyElementsOf(WorkerMessages.ARRIVED.kinds());
        taken.addAll(WorkerMessages.ARRIVED.kinds());
        assertThat(taken).containsExactlyInAnyOrder(WorkerMessage.class.getPermittedSubclasses());
    }
}
