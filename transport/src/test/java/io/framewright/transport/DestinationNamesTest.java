package io.framewright.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DestinationNamesTest {
    private static final UUID WORKER = UUID.fromString("0D5C1B5E-3D6C-4F0B-9E3A-6B1D2C3E4F50");
    private static final String ID = "0d5c1b5e-3d6c-4f0b-9e3a-6b1d2c3e4f50";

    @Test
    void namesStayAsTheyAre() {
        assertThat(DestinationNames.PROCESS_MANAGER_QUEUE).isEqualTo("process-manager");
        assertThat(DestinationNames.DEAD_LETTER_QUEUE).isEqualTo("dead-letters");
        assertThat(DestinationNames.DEAD_LETTER_LOCK).isEqualTo("dead-letters-lock");
        assertThat(DestinationNames.WORKERS_KEY).isEqualTo("workers");
        assertThat(DestinationNames.KEEP_ALIVE_CHANNEL).isEqualTo("framewright:keep-alive");
        assertThat(DestinationNames.AUDIT_KEY).isEqualTo("framewright:audit");
        assertThat(DestinationNames.isOwn(DestinationNames.AUDIT_KEY)).isTrue();
        assertThat(DestinationNames.workQueue(WORKER)).isEqualTo(ID);
        assertThat(DestinationNames.workerKey(WORKER)).isEqualTo("worker:" + ID);
        assertThat(DestinationNames.managerChannel(WORKER)).isEqualTo("framewright-manager:" + ID);
        assertThat(DestinationNames.cancelledKey(WORKER)).isEqualTo("{worker:" + ID + "}:cancelled");
        assertThat(DestinationNames.workerEvents(WORKER))
                .isEqualTo(new EventStream(
                        "worker:" + ID,
                        "{worker:" + ID + "}:events",
                        "{worker:" + ID + "}:outcomes",
                        "{worker:" + ID + "}:epoch",
                        "{worker:" + ID + "}:steps"));
        assertThat(DestinationNames.workerCrashes(WORKER)).isEqualTo("{worker:" + ID + "}:crashes");
        assertThat(DestinationNames.workerRestarts(WORKER)).isEqualTo("{worker:" + ID + "}:restarts");
        assertThat(DestinationNames.managerEvents())
                .isEqualTo(new EventStream(
                        "process-manager",
                        "{process-manager}:events",
                        "{process-manager}:outcomes",
                        "{process-manager}:epoch",
                        "{process-manager}:steps"));
        assertThat(DeadLetters.HEADER_QUEUE).isEqualTo("framewright-queue");
        assertThat(DeadLetters.HEADER_CODE).isEqualTo("framewright-code");
        assertThat(DeadLetters.HEADER_MESSAGE).isEqualTo("framewright-message");
        assertThat(DeadLetters.HEADER_LETTER_ID).isEqualTo("framewright-letter-id");
        assertThat(DeadLetters.HEADER_DIED_ON).isEqualTo("framewright-died-on");
    }

    @Test
    void onlyCanonicalNamesAreWorkQueues() {
        assertThat(DestinationNames.workerOfQueue(ID)).contains(WORKER);
        assertThat(DestinationNames.workerOfQueue(WORKER.toString().toUpperCase(java.util.Locale.ROOT)))
                .isEmpty();
        assertThat(DestinationNames.workerOfQueue("process-manager")).isEmpty();
        assertThat(DestinationNames.workerOfQueue("1-1-1-1-1")).isEmpty();
    }

    @Test
    void queuesOfCommandsAndDeadLettersAreThePlatformsOwn() {
        assertThat(DestinationNames.isOwnQueue(ID)).isTrue();
        assertThat(DestinationNames.isOwnQueue("process-manager")).isTrue();
        assertThat(DestinationNames.isOwnQueue("dead-letters")).isTrue();
        assertThat(DestinationNames.isOwnQueue("flights")).isFalse();
    }
}
