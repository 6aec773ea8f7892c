package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DestinationNames;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where frames may be pushed to: what is not named here is refused. Immutable.
 *
 * @param rules each as the user says it: {@code file}, {@code worker}, {@code amqp:QUEUE}, {@code redis-stream:KEY} (a
 *     name may end in {@code *}), {@code https://host:port/path}, or {@code net:10.0.0.0/8} for a network whose
 *     addresses may be connected to although they are private
 */
public record PushAllowed(List<String> rules) {
    private static final String QUEUE = PushDestination.Queue.TYPE + ":";
    private static final String STREAM = PushDestination.Stream.TYPE + ":";
    private static final String NETWORK = "net:";

    public PushAllowed {
        rules = List.copyOf(rules);
    }

    /** Files in data roots, and workers of this platform. */
    public static PushAllowed defaults() {
        return new PushAllowed(List.of(PushDestination.File.TYPE, PushDestination.ToWorker.TYPE));
    }

    /** What is wrong with a rule; empty if nothing is. */
    public static Optional<String> problem(String rule) {
        boolean right = rule.equals(PushDestination.File.TYPE)
                || rule.equals(PushDestination.ToWorker.TYPE)
                || rule.startsWith(QUEUE) && rule.length() > QUEUE.length()
                || rule.startsWith(STREAM) && rule.length() > STREAM.length()
                || rule.startsWith(NETWORK)
                        && Network.read(rule.substring(NETWORK.length())).isPresent()
                || PushDestination.Web.url(rule).isRight();
        return right
                ? Optional.empty()
                : Optional.of("must be one of file, worker, amqp:QUEUE, redis-stream:KEY, https://HOST:PORT/PATH and"
                        + " net:ADDRESS/BITS; it is " + rule);
    }

    /** Right with the destination if it may be pushed to; left {@code PUSH_NOT_ALLOWED}. */
    Either<Failure, PushDestination> check(PushDestination destination) {
        if (destination instanceof PushDestination.Queue queue && DestinationNames.isOwnQueue(queue.queue())
                || destination instanceof PushDestination.Stream stream && DestinationNames.isOwn(stream.key())) {
            return Either.left(Failure.of(
                    FailureCode.SOURCE_NOT_ALLOWED,
                    "'" + destination.place() + "' is one of the platform's own names; give another."));
        }
        return rules.stream().anyMatch(rule -> allows(rule, destination))
                ? Either.right(destination)
                : Either.left(HttpCode.PUSH_NOT_ALLOWED.failure(
                        "Pushing to this " + destination.type() + " is not allowed here; whoever runs this process"
                                + " allows it by push-allow (docs/guide/push.md).",
                        "type",
                        destination.type()));
    }

    private static boolean allows(String rule, PushDestination destination) {
        if (destination instanceof PushDestination.Queue queue) {
            return rule.startsWith(QUEUE) && names(rule.substring(QUEUE.length()), queue.queue());
        }
        if (destination instanceof PushDestination.Stream stream) {
            return rule.startsWith(STREAM) && names(rule.substring(STREAM.length()), stream.key());
        }
        if (destination instanceof PushDestination.Web web) {
            return PushDestination.Web.url(rule)
                    .map(allowed -> covers(allowed, web.url()))
                    .getOrElse(false);
        }
        return rule.equals(destination.type());
    }

    private static boolean names(String rule, String name) {
        return rule.endsWith("*") ? name.startsWith(rule.substring(0, rule.length() - 1)) : rule.equals(name);
    }

    private static boolean covers(URI allowed, URI asked) {
        String path = pathOf(allowed);
        String askedPath = pathOf(asked);
        boolean below = askedPath.equals(path) || askedPath.startsWith(path.endsWith("/") ? path : path + "/");
        return below
                && allowed.getScheme().equals(asked.getScheme())
                && allowed.getHost().equalsIgnoreCase(asked.getHost())
                && portOf(allowed) == portOf(asked);
    }

    private static String pathOf(URI uri) {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    private static int portOf(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /** Whether this address may be connected to: the whole world may, and of what is private what a rule names. */
    boolean reaches(InetAddress address) {
        return !Network.isInner(address)
                || rules.stream()
                        .filter(rule -> rule.startsWith(NETWORK))
                        .map(rule -> Network.read(rule.substring(NETWORK.length())))
                        .flatMap(Optional::stream)
                        .anyMatch(network -> network.has(address));
    }
}
