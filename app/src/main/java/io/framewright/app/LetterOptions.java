package io.framewright.app;

import io.framewright.transport.DestinationNames;
import io.framewright.transport.LetterSelection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
    @Option(names = "--worker", paramLabel = "WORKER", converter = Uuid.class, description = "Those of this worker.")
    private @Nullable UUID worker;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Those taken from this queue.")
    private @Nullable String queue;

    @Option(names = "--code", paramLabel = "CODE", description = "Those that failed with this code.")
    private @Nullable String code;

    /** Whether anything is said. */
    boolean areGiven() {
        return worker != null || queue != null || code != null;
    }

    boolean contradict() {
        return worker != null && queue != null;
    }

    LetterSelection selection(Optional<UUID> id) {
        Optional<String> from =
                Optional.ofNullable(worker).map(DestinationNames::workQueue).or(() -> Optional.ofNullable(queue));
        return new LetterSelection(id, from, Optional.ofNullable(code));
    }
}
