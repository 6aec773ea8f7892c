package io.framewright.query.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.frame.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** docs/guide/data-set.md says the truth about the data set of the demo. */
class DataSetTest {
    private static final Path BASE = Path.of(System.getProperty("framewright.basedir"));
    private static final Path DIRECTORY = BASE.resolve("app/src/main/resources/io/framewright/app");

    @Test
    void theFlightsAreWhatTheGuideSays() throws Exception {
        String guide = Files.readString(BASE.resolve("docs/guide/data-set.md"));
        byte[] bytes = Files.readAllBytes(DIRECTORY.resolve("flights.csv"));
        Frame frame = new Loading(DIRECTORY).load("{'type': 'csv', 'path': 'flights.csv'}");

        assertThat(guide)
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .contains("| " + bytes.length + " bytes |")
                .contains("| rows | " + frame.rowCount() + ",");
        assertThat(frame.rowCount()).isEqualTo(5000);
        assertThat(Loading.columns(frame))
                .containsExactly(
                        "date LOCAL_DATE_TIME",
                        "origin STRING",
                        "destination STRING",
                        "distance INTEGER",
                        "delay INTEGER");
        for (String column : frame.table().columnNames()) {
            String type = frame.table().column(column).type().name();
            assertThat(guide).contains("| `" + column + "` | `" + type + "` |");
            assertThat(frame.table().column(column).countMissing()).isZero();
        }
        assertThat(frame.table().intColumn("distance").min()).isEqualTo(108);
        assertThat(frame.table().intColumn("distance").max()).isEqualTo(2298);
        assertThat(frame.table().intColumn("delay").min()).isEqualTo(-32);
        assertThat(frame.table().intColumn("delay").max()).isEqualTo(273);
        assertThat(frame.table().stringColumn("origin").countUnique()).isEqualTo(59);
        assertThat(frame.table().stringColumn("destination").countUnique()).isEqualTo(59);
        assertThat(Loading.values(frame, "date")).isSorted();
    }
}
