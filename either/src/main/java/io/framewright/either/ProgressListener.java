package io.framewright.either;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears of progress until its Pending resolves. It alone is no reason to go on working. */
final class ProgressListener extends Dependant implements Listening {
    private final Dependants registry;
    private volatile @Nullable Consumer<? super Progress> listener;

    ProgressListener(Dependants registry, Consumer<? super Progress> listener) {
        this.registry = registry;
        this.listener = listener;
    }

    void tell(Progress progress) {
        Consumer<? super Progress> current = listener;
        if (current != null) {
            Uncaught.guard(() -> current.accept(progress));
        }
    }

    @Override
    void run() {
        listener = null;
    }

    @Override
    boolean wantsOutcome() {
        return false;
    }

    @Override
    public void close() {
        listener = null;
        registry.remove(this);
    }
}
