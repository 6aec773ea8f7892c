package io.framewright.app;

import io.framewright.serialize.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright version}. */
@Command(
        name = "version",
        description = "Tell which version this is, of which protocol, on which Java.",
        footer = {"", "Example:", "  framewright version --json"})
final class VersionCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        String java = System.getProperty("java.version");
        if (console.isJson()) {
            console.json(Json.mapper()
                    .createObjectNode()
                    .put("version", Version.number())
                    .put("protocol", Version.PROTOCOL)
                    .put("java", java));
        } else {
            console.line("framewright " + Version.number() + ", protocol " + Version.PROTOCOL + ", Java " + java);
        }
        return ExitCode.OK;
    }
}
