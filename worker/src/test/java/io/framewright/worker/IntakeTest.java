package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.transport.RecordedOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final UUID ID = UUID.fromString("7e57ab1e-0000-4000-8000-000000000003");
    private static final UUID WORKER = UUID.fromString("7e57ab1e-0000-4000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private final OutcomeIndex outcomes = new OutcomeIndex(List.of());
    private final Intake intake = new Intake(1024, Set.of("X"), outcomes, InstantSource.fixed(NOW));

    private Verdict judge(String body) {
        return intake.judge(new FakeDelivery(body), WORKER, 3);
    }

    private static String command(String type, String more) {
        return "{\"commandType\":\"" + type + "\",\"commandId\":\"" + ID + "\"" + more + "}";
    }

    private Verdict.Refuse refused(String body) {
        return (Verdict.Refuse) judge(body);
    }

    @Test
    void aKnownNewCommandRuns() {
        Verdict.Run run = (Verdict.Run) judge(command("X", ",\"expiresOn\":\"2026-11-23T03:00:00Z\""));
        assertThat(run.command().commandId()).isEqualTo(ID);
        assertThat(run.command().traceparent()).startsWith("00-");
    }

    @Test
    void aRepeatedCommandGetsItsRecordedOutcome() {
        Verdict.Run run = (Verdict.Run) judge(command("X", ""));
        RecordedOutcome recorded = new RecordedOutcome(ID, 7, run.requestHash());
        outcomes.add(recorded);
        assertThat(judge(command("X", ",\"timeStamp\":1"))).isEqualTo(new Verdict.Repeat(recorded));
    }

    @Test
    void aRepeatedCommandGetsItsOutcomeEvenAfterItExpired() {
        Verdict.Run run = (Verdict.Run) judge(command("X", ""));
        outcomes.add(new RecordedOutcome(ID, 7, run.requestHash()));
        assertThat(judge(command("X", ",\"expiresOn\":\"2020-01-01T00:00:00Z\"")))
                .isInstanceOf(Verdict.Repeat.class);
    }

    @Test
    void theSameIdWithAnotherBodyIsRefusedAndTheFirstOutcomeStays() {
        Verdict.Run run = (Verdict.Run) judge(command("X", ""));
        outcomes.add(new RecordedOutcome(ID, 7, run.requestHash()));
        Verdict.Refuse refuse = refused(command("X", ",\"data\":{\"other\":1}"));
        assertThat(refuse.failure().code()).isEqualTo("COMMAND_ID_REUSED");
        assertThat(refuse.answer().eventType()).isEqualTo("X_FAILED");
        assertThat(refuse.requestHash()).isNull();
        assertThat(refuse.deadLetter()).isFalse();
    }

    @Test
    void anUnknownCommandIsDeadLetteredAndNamesTheKnownOnes() {
        Verdict.Refuse refuse = refused(command("Y", ""));
        assertThat(refuse.answer().eventType()).isEqualTo("UNKNOWN_COMMAND_RECEIVED");
        assertThat(refuse.answer().commandId()).isEqualTo(ID);
        assertThat(refuse.failure().code()).isEqualTo("UNKNOWN_COMMAND");
        assertThat(refuse.failure().message()).contains("Y", "known are X");
        assertThat(refuse.requestHash()).isNotNull();
        assertThat(refuse.deadLetter()).isTrue();
    }

    @Test
    void anExpiredCommandEndsInFailed() {
        Verdict.Refuse refuse = refused(command("X", ",\"expiresOn\":\"2026-11-23T02:59:59.999Z\""));
        assertThat(refuse.answer().eventType()).isEqualTo("X_FAILED");
        assertThat(refuse.failure().code()).isEqualTo("COMMAND_EXPIRED");
        assertThat(refuse.requestHash()).isNotNull();
    }

    @Test
    void whatIsNoCommandIsDeadLetteredUnderTheIdItNames() {
        Verdict.Refuse refuse = refused("{\"commandId\":\"" + ID + "\"}");
        assertThat(refuse.answer().eventType()).isEqualTo("MALFORMED_COMMAND_RECEIVED");
        assertThat(refuse.answer().commandId()).isEqualTo(ID);
        assertThat(refuse.answer().workerId()).isEqualTo(WORKER);
        assertThat(refuse.answer().epoch()).isEqualTo(3);
        assertThat(refuse.deadLetter()).isTrue();
        FakeDelivery named = new FakeDelivery(new byte[] {'?'}, Optional.of(ID.toString()));
        assertThat(((Verdict.Refuse) intake.judge(named, WORKER, 3)).answer().commandId())
                .isEqualTo(ID);
    }

    @Test
    void aLargeMessageIsRefusedUnread() {
        Verdict.Refuse refuse = refused(command("X", ",\"data\":{\"a\":\"" + "a".repeat(1024) + "\"}"));
        assertThat(refuse.failure().code()).isEqualTo("MESSAGE_TOO_LARGE");
        assertThat(refuse.failure().message()).contains("at most 1024");
        assertThat(refuse.answer().eventType()).isEqualTo("MALFORMED_COMMAND_RECEIVED");
        assertThat(refuse.deadLetter()).isTrue();
    }

    @Test
    void aBugInJudgingIsToldAndDoesNotCrashTheWorkerAtEveryDelivery() {
        Intake buggy = new Intake(1024, Set.of("X"), outcomes, () -> {
            throw new IllegalStateException("a bug on purpose");
        });
        FakeDelivery delivery = new FakeDelivery(new byte[] {'{', '}'}, Optional.of(ID.toString()));
        Verdict.Refuse refuse = (Verdict.Refuse) buggy.judge(delivery, WORKER, 3);
        assertThat(refuse.failure().code()).isEqualTo("INTERNAL_ERROR");
        assertThat(refuse.failure().message()).doesNotContain("on purpose");
        assertThat(refuse.answer().commandId()).isEqualTo(ID);
        assertThat(refuse.deadLetter()).isTrue();
    }
}
