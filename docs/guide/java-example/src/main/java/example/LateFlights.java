package example;

import static io.framewright.client.query.Aggregates.mean;
import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Operations.*;

import io.framewright.client.*;
import io.framewright.client.query.Sources;
import io.framewright.either.Pending;
import io.framewright.event.Failure;

/** Which airports are left late: spawn a worker, load, filter, group, print, end the worker. */
public final class LateFlights {
    public static void main(String[] arguments) {
        System.out.println(Framewright.using(platform -> platform.spawn()
                        .flatMap(worker -> worker.load(Sources.csv("flights.csv"))
                                .flatMap(loaded -> worker.query(
                                        filter(column("delay").gt(10)),
                                        groupBy("origin").aggregate(mean("delay"))))
                                .tap(rows -> worker.kill())))
                .fold(Failure::message, Pending::message, Rows::toString));
    }
}
