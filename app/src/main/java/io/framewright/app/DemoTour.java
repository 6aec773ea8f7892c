package io.framewright.app;

import static io.framewright.client.query.Operations.distinct;
import static io.framewright.client.query.Operations.project;

import io.framewright.client.ColumnSchema;
import io.framewright.client.FrameInfo;
import io.framewright.client.LoadedFrame;
import io.framewright.client.Query;
import io.framewright.client.RemoteFrame;
import io.framewright.client.Rows;
import io.framewright.client.SavedFrame;
import io.framewright.client.Worker;
import io.framewright.client.query.Destinations;
import io.framewright.client.query.Sources;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demo does with a worker, all of it through the client, as any program could. */
final class DemoTour {
    private static final int SHOWN = 12;

    private final DemoStage stage;
    private final DemoData data;
    private final Worker worker;
    private final RemoteFrame frame;
    private final RemoteFrame summary;

    DemoTour(DemoStage stage, DemoData data, Worker worker) {
        this.stage = stage;
        this.data = data;
        this.worker = worker;
        this.frame = worker.frame("data");
        this.summary = worker.frame("summary");
    }

    /** Load, look, reshape, query, save, kill; right holds the answer to the query. */
    Either<Failure, DemoResult> run() {
        return load().flatMap(loaded -> look().flatMap(columns -> columns(columns, loaded.rowCount()))
                        .map(chosen -> new DemoSummary(chosen, data.condition(), loaded.rowCount())))
                .flatMap(this::sumUp)
                .tap(result -> worker.drain().await());
    }

    private Either<Failure, DemoResult> sumUp(DemoSummary wanted) {
        return reshape(wanted)
                .flatMap(reshaped -> query())
                .tap(rows -> save())
                .map(rows -> new DemoResult(rows, wanted));
    }

    private Either<Failure, LoadedFrame> load() {
        stage.step("Load " + data.fileName() + " into a frame");
        return frame.load(Sources.csv(data.fileName())).await();
    }

    private Either<Failure, List<ColumnSchema>> look() {
        stage.step("Look at its columns");
        return frame.info().await().map(FrameInfo::columns).peek(stage::columns);
    }

    /** Counts the different values of what may be a key, then chooses. */
    private Either<Failure, DemoColumns> columns(List<ColumnSchema> columns, long rowCount) {
        if (data.columns().isPresent()) {
            return Either.right(data.columns().get());
        }
        stage.step("Find columns worth grouping and averaging");
        List<String> candidates = DemoColumns.keyCandidates(columns);
        return Either.traverse(candidates, this::countDistinct)
                .await()
                .map(counts -> DemoColumns.choose(columns, rowCount, zipped(candidates, counts)));
    }

    private Either<Failure, Long> countDistinct(String column) {
        return frame.query(Query.of(project(column), distinct()).page(0, 1)).map(Rows::rowCount);
    }

    private static Map<String, Long> zipped(List<String> names, List<Long> counts) {
        Map<String, Long> zipped = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            zipped.put(names.get(i), counts.get(i));
        }
        return zipped;
    }

    private Either<Failure, LoadedFrame> reshape(DemoSummary wanted) {
        stage.step(
                "Filter, group, derive, project and sort: " + wanted.columns().describe());
        return frame.into(summary.name()).modify(wanted.operations()).await();
    }

    private Either<Failure, Rows> query() {
        stage.step("Query the result");
        return summary.query(Query.of().page(0, SHOWN)).await();
    }

    private Either<Failure, SavedFrame> save() {
        stage.step("Save it as a file");
        return summary.save(Destinations.csv("framewright-demo-result.csv")).await();
    }
}
