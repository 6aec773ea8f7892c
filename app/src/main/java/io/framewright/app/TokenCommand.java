package io.framewright.app;

import io.framewright.net.TokenFile;
import io.framewright.serialize.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code framewright token}. */
@Command(
        name = "token",
        description = "Make a token for callers of HTTP and show it this once; or list or remove tokens. A server that"
                + " runs sees the change with the next request.",
        footer = {
            "",
            "Examples:",
            "  framewright token --file http-tokens.json --name dashboard --role read",
            "  framewright token --file http-tokens.json --name ci --role operate --days 30 \\",
            "      --worker 0d5c1f6e-2b7a-4c3d-9e8f-1a2b3c4d5e6f",
            "  framewright token --file http-tokens.json --list",
            "  framewright token --file http-tokens.json --remove ci"
        })
final class TokenCommand implements Callable<ExitCode> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The file of --http-tokens; ~/.framewright/http-tokens.json unless given.")
    private Path file = Path.of(System.getProperty("user.home"), ".framewright", "http-tokens.json");

    @Option(names = "--name", paramLabel = "NAME", description = "Who has it, for logs and the audit trail.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "read (see), operate (and send commands), or admin (and spawn and kill).")
    private String role = "read";

    @Option(
            names = "--worker",
            paramLabel = "UUID",
            converter = Uuid.class,
            description = "Only for this worker; may be given several times.")
    private List<UUID> workers = List.of();

    @Option(names = "--days", paramLabel = "N", description = "It ends after so many days; never unless given.")
    private @Nullable Integer days;

    @Option(names = "--list", description = "List the tokens there are; what they are is written nowhere.")
    private boolean list;

    @Option(names = "--remove", paramLabel = "NAME", description = "End this token.")
    private String remove = "";

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return TokenFile.open(file).fold(console::failure, pending -> ExitCode.TIMED_OUT, tokens -> {
            if (list) {
                return list(console, tokens);
            }
            return remove.isEmpty() ? add(console, tokens) : remove(console, tokens);
        });
    }

    private static ExitCode list(Console console, TokenFile tokens) {
        if (console.isJson()) {
            console.json(Json.mapper().valueToTree(tokens.list()));
        } else {
            tokens.list().forEach(console::line);
        }
        return ExitCode.OK;
    }

    private ExitCode add(Console console, TokenFile tokens) {
        Optional<Instant> end =
                Optional.ofNullable(days).map(count -> Instant.now().plus(Duration.ofDays(count)));
        return tokens.add(name, role, Set.copyOf(workers), end)
                .fold(console::failure, pending -> ExitCode.TIMED_OUT, token -> {
                    if (console.isJson()) {
                        console.json(Json.mapper().createObjectNode().put("token", token));
                    } else {
                        console.line(token);
                    }
                    return ExitCode.OK;
                });
    }

    private ExitCode remove(Console console, TokenFile tokens) {
        return tokens.remove(remove).fold(console::failure, pending -> ExitCode.TIMED_OUT, changed -> {
            if (console.isJson()) {
                console.json(Json.mapper().createObjectNode().put("changed", changed));
            } else {
                console.line(
                        changed ? "The token " + remove + " is none any more." : "There is no token " + remove + ".");
            }
            return ExitCode.OK;
        });
    }
}
