package io.framewright.serialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.frame.Words;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class ColumnsJsonTest {
    @Test
    void columnsHaveNameTypeMissingAndFeature() {
        Frame frame = Frame.of(Table.create(
                        "t", IntColumn.create("delay", 1, 2), Words.column("origin", Arrays.asList("SFO", null))))
                .withFeatures(Map.of("delay", new Feature("responder", null, "min")));

        assertThat(ColumnsJson.of(frame.columns()).toString())
                .isEqualTo("[{\"name\":\"delay\",\"type\":\"INTEGER\",\"missing\":0,"
                        + "\"feature\":{\"role\":\"responder\",\"unit\":\"min\"}},"
                        + "{\"name\":\"origin\",\"type\":\"STRING\",\"missing\":1,\"feature\":{}}]");
    }

    @Test
    void aFrameWithoutColumnsHasNone() {
        assertThat(ColumnsJson.of(Frame.empty().columns())).isEmpty();
    }
}
