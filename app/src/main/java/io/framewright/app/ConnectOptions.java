package io.framewright.app;

import io.framewright.app.config.ConnectConfig;
import io.framewright.app.config.Key;
import io.framewright.app.config.Settings;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.running.RunDirectory;
import io.framewright.client.running.RunFile;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a client command finds the platform. */
final class ConnectOptions {
    @Option(names = "--amqp", paramLabel = "URL", description = "The broker, together with --redis.")
    private @Nullable String amqp;

    @Option(names = "--redis", paramLabel = "URL", description = "The Redis, together with --amqp.")
    private @Nullable String redis;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The platform of this process; without it, the newest that runs on this machine.")
    private @Nullable Long pid;

    /** Connects, lets the command do its work and disconnects; a failure to connect is printed. */
    ExitCode with(Console console, Function<Framewright, ExitCode> work) {
        Either<Failure, Framewright> connected = config(console).flatMap(Framewright::connect);
        return connected.fold(console::failure, pending -> ExitCode.UNREACHABLE, platform -> {
            try (platform) {
                return work.apply(platform);
            }
        });
    }

    private Either<Failure, ClientConfig> config(Console console) {
        Map<Key, List<String>> flags = new LinkedHashMap<>();
        Optional.ofNullable(amqp).ifPresent(url -> flags.put(Key.AMQP, List.of(url)));
        Optional.ofNullable(redis).ifPresent(url -> flags.put(Key.REDIS, List.of(url)));
        if (pid != null && flags.isEmpty()) {
            return running(console).map(ConnectOptions::config);
        }
        return Settings.read(Optional.empty(), System.getenv(), flags)
                .flatMap(ConnectConfig::of)
                .flatMap(told -> told.isPresent()
                        ? Either.right(
                                ClientConfig.of(told.get().amqp(), told.get().redis()))
                        : running(console).map(ConnectOptions::config));
    }

    private static ClientConfig config(RunFile run) {
        return ClientConfig.of(run.amqp(), run.redis());
    }

    private Either<Failure, RunFile> running(Console console) {
        RunDirectory directory = RunDirectory.of(System.getenv(), Path.of(System.getProperty("user.home")));
        return new PlatformSearch(directory, Optional.ofNullable(pid), console::note).find();
    }
}
