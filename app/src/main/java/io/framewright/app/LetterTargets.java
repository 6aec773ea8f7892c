package io.framewright.app;

import io.framewright.transport.LetterSelection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which dead letters are to be changed: that must be said, be it that all are meant. */
final class LetterTargets {
    @Mixin
    private LetterOptions which = new LetterOptions();

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            converter = Uuid.class,
            description = "Of a letter, or of the command in it; several may be given.")
    private List<UUID> ids = List.of();

    @Option(names = "--all", description = "All there are.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "COUNT", description = "At most so many; 1000 unless given.")
    private int limit = 1_000;

    int limit() {
        return limit;
    }

    List<LetterSelection> selections(CommandSpec spec) {
        if (limit < 1 || which.contradict()) {
            throw new ParameterException(
                    spec.commandLine(), "--limit must be at least 1, and --worker and --queue exclude each other");
        }
        if (ids.isEmpty() && !which.areGiven() && !all) {
            throw new ParameterException(
                    spec.commandLine(), "Say which letters: their IDs, --worker, --queue, --code, or --all");
        }
        if (all && (!ids.isEmpty() || which.areGiven())) {
            throw new ParameterException(spec.commandLine(), "--all means all; leave it out to choose some");
        }
        return ids.isEmpty()
                ? List.of(which.selection(Optional.empty()))
                : ids.stream().map(id -> which.selection(Optional.of(id))).toList();
    }
}
