package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/guide/differences.md to what SQL means: each line is a difference, and there is no other. */
class DifferencesGuideTest {
    private static final Pattern LINE = Pattern.compile("(?m)^\\| \\*\\*(.+?)\\*\\* \\|");
    private static final Frame FRAME = NineTypes.frame(200, 7);
    private static final DuckDb DATABASE = DuckDb.open();

    @AfterAll
    static void close() throws SQLException {
        DATABASE.close();
    }

    @Test
    void thePageNamesEachDifferenceOnce() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("framewright.basedir"), "docs/guide/differences.md"));
        List<String> lines =
                LINE.matcher(page).results().map(line -> line.group(1)).toList();
        assertThat(lines)
                .containsExactlyElementsOf(Arrays.stream(Difference.values())
                        .map(Difference::title)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void whatSqlMeansIsSomethingElse(Difference difference) throws SQLException {
        ObjectNode json = (ObjectNode) PipelineTest.json(difference.example());
        Frame made = PipelineTest.right(DuckDbOracleTest.apply(FRAME, json, FrameLookup.NONE));

        Meaning ours = Meaning.ours();
        DATABASE.load("p", FRAME);
        assertThat(DATABASE.unlike(sql(json, ours), made, 0)).isNull();
        assertThat(ours.used()).contains(difference);

        DATABASE.load("p", FRAME);
        String plain = sql(json, Meaning.without(difference));
        assertThat(unlikeOrRefused(plain, made)).as(plain).isNotEmpty();
    }

    private static String sql(ObjectNode json, Meaning meaning) {
        return new OperationSql(FRAME, FRAME, meaning).of(DuckDbOracleTest.operation(json));
    }

    private static String unlikeOrRefused(String sql, Frame made) {
        try {
            return Objects.requireNonNullElse(DATABASE.unlike(sql, made, 0), "");
        } catch (SQLException refused) {
            return refused.toString();
        }
    }
}
