package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a correspondent, which may still be opening: what is to go out meanwhile waits and keeps its order, so
 * that the commands of one thread arrive as they were sent. Thread-safe; nothing here blocks.
 */
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);

    private final Queue<Consumer<Either<Failure, Correspondent>>> waiting = new ArrayDeque<>();
    /** Set when nothing waits any more: from then on there is no order to keep. */
    private volatile @Nullable Either<Failure, Correspondent> opened;

    /** Runs the step with what became of the opening: at once if that is known, else on the thread that opens. */
    void use(Consumer<Either<Failure, Correspondent>> step) {
        Either<Failure, Correspondent> known = opened;
        if (known == null) {
            synchronized (waiting) {
                known = opened;
                if (known == null) {
                    waiting.add(step);
                    return;
                }
            }
        }
        step.accept(known);
    }

    /** Called once. */
    void opened(Either<Failure, Correspondent> result) {
        while (true) {
            Consumer<Either<Failure, Correspondent>> next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    opened = result;
                    return;
                }
            }
            try {
                next.accept(result);
            } catch (RuntimeException bug) {
                LOG.error("A command could not be sent; those behind it go on", bug);
            }
        }
    }

    /** The correspondent, once the way to it is open. */
    Optional<Correspondent> known() {
        return opened instanceof Right<Failure, Correspondent> right ? Optional.of(right.value()) : Optional.empty();
    }
}
