package io.framewright.bench.frame;

import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.CsvSource;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.LoadContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads a CSV file as a command without options does: delimiter and types found out, the types over the whole file. */
final class CsvLoad {
    private CsvLoad() {}

    static Frame load(Path file) {
        Path whole = file.toAbsolutePath();
        CsvSource source = new CsvSource(
                String.valueOf(whole.getFileName()),
                Optional.empty(),
                true,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of('"'));
        DataRoots roots = DataRoots.of(List.of(whole.resolveSibling(".")));
        return source.load(new LoadContext(roots, DataLimits.defaults(), WorkMonitor.NONE))
                .fold(
                        failure -> {
                            throw new IllegalStateException(failure.code() + ": " + failure.message());
                        },
                        pending -> {
                            throw new IllegalStateException("pending");
                        },
                        frame -> frame);
    }
}
