package io.framewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.ClientConfig;
import io.framewright.client.ColumnStatistics;
import io.framewright.client.FrameInfo;
import io.framewright.client.Framewright;
import io.framewright.client.LoadedFrame;
import io.framewright.client.Query;
import io.framewright.client.RemoteFrame;
import io.framewright.client.Rows;
import io.framewright.client.TrainingSetInfo;
import io.framewright.client.query.ColumnType;
import io.framewright.client.query.Destinations;
import io.framewright.client.query.Operations;
import io.framewright.client.query.Sources;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets, statistics and accounts of conversions, from the Java client through servers to a worker and back. */
class TrainingSetE2eTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aFrameIsLookedAtLearntFromAndSaved() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (RunningPlatform up = RunningPlatform.start(new Cli(directory), Map.of(), "--data-root", data.toString());
                Framewright platform = right(Framewright.connect(ClientConfig.of(
                        URI.create(up.ready().path("amqp").asText()),
                        URI.create(up.ready().path("redis").asText()))))) {
            RemoteFrame flights = right(platform.spawn().await()).frame("flights");
            right(flights.load(Sources.rows(List.of(
                            Map.of("carrier", "WN", "delay", 5, "flight", "17"),
                            Map.of("carrier", "AA", "delay", 20, "flight", "4a"),
                            Map.of("carrier", "AA", "flight", "9"))))
                    .await());

            LoadedFrame made = right(flights.modify(
                            Operations.transformType("flight", ColumnType.LONG).orMissing(),
                            Operations.createClassificationSet("carriers", List.of("delay"), "carrier"),
                            Operations.createRegressionSet("delays", List.of("carrier"), "delay"))
                    .await());
            assertThat(made.conversions())
                    .singleElement()
                    .satisfies(account -> assertThat(account.examples()).containsExactly("4a"));
            assertThat(made.trainingSets()).extracting(TrainingSetInfo::name).containsExactly("carriers", "delays");

            Rows carriers = right(flights.query(Query.of().onSet("carriers")).await());
            assertThat(carriers.stream().map(row -> row.whole("carrier").orElseThrow()))
                    .containsExactly(1L, 0L);
            TrainingSetInfo set = carriers.trainingSet().orElseThrow();
            assertThat(set.classes()).containsExactly("AA", "WN");
            assertThat(set.rowsLeftOut()).isEqualTo(1);

            FrameInfo info = right(flights.statistics("delay").await());
            ColumnStatistics delay = info.columns().get(0).statistics().orElseThrow();
            assertThat(delay.max()).contains(20L);
            assertThat(info.columnCount()).isEqualTo(3);
            assertThat(info.trainingSets()).contains(set);
            assertThat(info.lineage()).hasSize(2);

            right(flights.saveSet("delays", Destinations.csv("delays.csv"), false)
                    .await());
            assertThat(Files.readAllLines(data.resolve("delays.csv")))
                    .containsExactly("carrier=AA,carrier=WN,delay", "0,1,5", "1,0,20");

            right(flights.modify(Operations.dropTrainingSet("delays")).await());
            assertThat(right(flights.info().await()).trainingSets())
                    .extracting(TrainingSetInfo::name)
                    .containsExactly("carriers");
        }
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure);
                },
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> value);
    }
}
