package io.framewright.app;

import io.framewright.serialize.Json;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(framewright completion)",
            "  framewright completion > ~/.local/share/bash-completion/completions/framewright"
        })
final class CompletionCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        String script = AutoComplete.bash("framewright", spec.root().commandLine());
        if (console.isJson()) {
            console.json(Json.mapper().createObjectNode().put("script", script));
        } else {
            console.line(script);
        }
        return ExitCode.OK;
    }
}
