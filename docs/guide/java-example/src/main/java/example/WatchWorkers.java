package example;

import io.framewright.client.ClientConfig;
import io.framewright.client.Framewright;
import io.framewright.client.Observation;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.concurrent.CountDownLatch;

/** Prints the events on a channel until Ctrl-C. Usage: {@code WatchWorkers CHANNEL}. */
public final class WatchWorkers {
    public static void main(String[] arguments) throws InterruptedException {
        String channel = arguments.length == 1 ? arguments[0] : "my-events";
        Either<Failure, Framewright> connected = ClientConfig.find().flatMap(Framewright::connect);
        boolean watching = connected
                .flatMap(platform -> platform.follow(channel, WatchWorkers::show))
                .fold(
                        failure -> {
                            System.err.println(failure.code() + ": " + failure.message());
                            return false;
                        },
                        pending -> false,
                        following -> true);
        if (watching) {
            new CountDownLatch(1).await();
        }
    }

    private static void show(Observation seen) {
        if (seen instanceof Observation.Happened happened) {
            System.out.println(happened.event().sequence() + "  " + happened.event().eventType());
        } else if (seen instanceof Observation.Missed missed) {
            System.out.println("Some events are gone: " + missed);
        }
    }
}
