package io.framewright.client;

import io.framewright.event.Event;
import io.framewright.event.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have no answer yet, by command. A command may be sent again while it is under way (that is how one
 * retries); all its calls then get the same answer. Thread-safe.
 */
final class OpenCalls {
    private final Map<UUID, Call> calls = new ConcurrentHashMap<>();

    void add(Call call) {
        calls.merge(call.commandId(), call, (before, added) -> {
            added.sibling = before;
            return added;
        });
    }

    void deliver(Event event) {
        boolean over = false;
        for (Call call = calls.get(event.commandId()); call != null; call = call.sibling) {
            over |= call.deliver(event);
        }
        if (over) {
            calls.computeIfPresent(event.commandId(), (id, first) -> without(first, Call::isOver));
        }
    }

    /** Answers one call and forgets it. */
    void fail(Call call, Failure failure) {
        forget(call);
        call.fail(failure);
    }

    void forget(Call call) {
        calls.computeIfPresent(call.commandId(), (id, first) -> without(first, each -> each == call));
    }

    /** Those on whom a call waits. */
    Set<Correspondent> correspondents() {
        Set<Correspondent> all = new HashSet<>();
        forEach(call -> call.route().known().ifPresent(all::add));
        return all;
    }

    void failAll(Correspondent to, Failure failure) {
        failIf(call -> call.route().known().filter(to::equals).isPresent(), failure);
    }

    void failAll(Failure failure) {
        failIf(call -> true, failure);
    }

    void forEach(Consumer<Call> action) {
        for (Call first : calls.values()) {
            for (Call call = first; call != null; call = call.sibling) {
                action.accept(call);
            }
        }
    }

    private void failIf(Predicate<Call> chosen, Failure failure) {
        List<Call> ending = new ArrayList<>();
        forEach(call -> {
            if (chosen.test(call)) {
                ending.add(call);
            }
        });
        ending.forEach(call -> fail(call, failure));
    }

    /** The chain without some; who walks it meanwhile meets each call that stays. */
    private static @Nullable Call without(@Nullable Call first, Predicate<Call> leaving) {
        if (first == null) {
            return null;
        }
        Call rest = without(first.sibling, leaving);
        if (leaving.test(first)) {
            return rest;
        }
        first.sibling = rest;
        return first;
    }
}
