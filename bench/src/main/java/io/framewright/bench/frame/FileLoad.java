package io.framewright.bench.frame;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.LoadContext;
import io.framewright.query.source.Source;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads a file as a command without options does; of CSV delimiter and types are found out, the types over the whole
 * file.
 */
final class FileLoad {
    private FileLoad() {}

    static Frame load(FileFormat format, Path file) {
        Path whole = file.toAbsolutePath();
        DataRoots roots = DataRoots.of(List.of(whole.resolveSibling(".")));
        return Source.parse(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("type", format.type())
                                .put("path", String.valueOf(whole.getFileName())),
                        "source")
                .flatMap(source -> source.load(new LoadContext(roots, DataLimits.defaults(), WorkMonitor.NONE)))
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
