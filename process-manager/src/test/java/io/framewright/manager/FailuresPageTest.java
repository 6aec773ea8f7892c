package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.manager.FailuresPage.CodeRow;
import io.framewright.manager.FailuresPage.Row;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/failures.md has every code once, and no other. */
class FailuresPageTest {
    private static final List<String> CODES =
            Arrays.stream(FailureCode.values()).map(Enum::name).toList();

    private final FailuresPage page = FailuresPage.read();

    @Test
    void everyCodeHasItsRowInTheOrderOfTheEnumAndNoOtherHasOne() {
        assertThat(page.codes()).extracting(CodeRow::code).containsExactlyElementsOf(CODES);
    }

    @Test
    void everyRowSaysWhatTheCodeMeansAndWhatToDo() {
        assertThat(page.codes()).allSatisfy(row -> {
            assertThat(row.meaning()).endsWith(".");
            assertThat(row.advice()).endsWith(".");
        });
    }

    @Test
    void badInputGetsCodesThatThereAre() {
        assertThat(page.badInput())
                .extracting(Row::code)
                .filteredOn(code -> !code.isEmpty())
                .isSubsetOf(CODES);
    }
}
