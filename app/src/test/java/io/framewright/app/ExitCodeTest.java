package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
    @Test
    void numbersArePartOfTheContract() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).containsExactly(0, 1, 2, 3, 4, 5, 70);
    }

    @ParameterizedTest
    @CsvSource({
        "BROKER_UNAVAILABLE, 3",
        "REDIS_UNAVAILABLE, 3",
        "NO_PROCESS_MANAGER, 3",
        "TIMED_OUT, 4",
        "NO_SUCH_WORKER, 5",
        "USAGE, 2",
        "FRAME_NOT_FOUND, 1",
        "A_CODE_OF_SOMEBODY_ELSE, 1"
    })
    void failureDecidesTheExitCode(String code, int number) {
        assertThat(ExitCode.of(Failure.of(code, "because", Map.of())).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void noFailureEndsInSuccess(FailureCode code) {
        assertThat(ExitCode.of(Failure.of(code, "because")).number()).isNotZero();
    }
}
