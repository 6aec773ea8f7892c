package io.framewright.app;

import io.framewright.app.config.PlatformConfig;
import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.Observation;
import io.framewright.client.running.RunDirectory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One run of {@code demo}: a whole platform in this process, used through the client only. */
final class DemoRun {
    private final Console console;
    private final Optional<Path> csv;

    DemoRun(Console console, Optional<Path> csv) {
        this.console = console;
        this.csv = csv;
    }

    ExitCode run() {
        DemoStage stage = new DemoStage(console);
        Either<Failure, DemoResult> result;
        try (Ending ending = new Ending()) {
            result = DemoData.prepare(csv)
                    .map(data -> ending.add(data, data::close))
                    .flatMap(data -> onPlatform(data, stage, ending));
        }
        return console.finish(result, stage::result);
    }

    private Either<Failure, DemoResult> onPlatform(DemoData data, DemoStage stage, Ending ending) {
        PlatformConfig config = PlatformConfig.embedded(List.of(data.root()));
        // The same for every run, so that a Redis server left by a demo that was killed is found by the next.
        Path runDirectory = RunDirectory.of(System.getenv(), Path.of(System.getProperty("user.home")))
                .path();
        return Platform.start(
                        config,
                        Optional.empty(),
                        Optional.empty(),
                        runDirectory,
                        Optional.empty(),
                        console::note,
                        ending)
                .flatMap(platform -> Framewright.connect(ClientConfig.of(platform.amqp(), platform.redis())))
                .map(client -> ending.add(client, client::close))
                .flatMap(client -> tour(client, data, stage));
    }

    private static Either<Failure, DemoResult> tour(Framewright client, DemoData data, DemoStage stage) {
        String channel = "framewright-demo:" + UUID.randomUUID();
        return client.follow(channel, seen -> show(stage, seen)).flatMap(following -> {
            try (following) {
                stage.step("Spawn a worker");
                return client.spawn(channel).await().flatMap(worker -> new DemoTour(stage, data, worker).run());
            }
        });
    }

    private static void show(DemoStage stage, Observation seen) {
        if (seen instanceof Observation.Happened happened) {
            stage.event(happened.event());
        }
    }
}
