package io.framewright.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(names = "--json", description = "Print one JSON value a line, for scripts; errors too.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what happens to the standard error; twice for more.")
    private boolean[] verbose = {};

    Console console(CommandSpec command) {
        return new Console(command.commandLine().getOut(), command.commandLine().getErr(), json);
    }

    int verbosity() {
        return verbose.length;
    }
}
