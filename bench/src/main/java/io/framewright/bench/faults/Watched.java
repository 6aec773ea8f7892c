package io.framewright.bench.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An interface of the platform with fault points around some of its methods. A proxy, so that production code has no
 * hook to carry and this harness need not follow each method that a port is given. Not thread-safe while it is built.
 */
final class Watched<T> {
    private final Class<T> type;
    private final T target;
    private final FaultPoints points;
    private final Map<String, FaultPoint> before = new HashMap<>();
    private final Map<String, FaultPoint> after = new HashMap<>();
    private final Map<String, UnaryOperator<Object>> lastArgument = new HashMap<>();

    Watched(Class<T> type, T target, FaultPoints points) {
        this.type = type;
        this.target = target;
        this.points = points;
    }

    /** Passes the point when the method is called. */
    Watched<T> before(String method, FaultPoint point) {
        before.put(method, point);
        return this;
    }

    /** Passes the point when the method returns, or when the stage that it gives completes. */
    Watched<T> after(String method, FaultPoint point) {
        after.put(method, point);
        return this;
    }

    /** Puts something else in place of the method's last argument. */
    Watched<T> lastArgument(String method, UnaryOperator<Object> other) {
        lastArgument.put(method, other);
        return this;
    }

    T proxy() {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this::invoke));
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (before.containsKey(name)) {
            points.pass(before.get(name));
        }
        UnaryOperator<Object> other = lastArgument.get(name);
        if (other != null && arguments != null) {
            arguments[arguments.length - 1] = other.apply(arguments[arguments.length - 1]);
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
        FaultPoint point = after.get(name);
        if (point == null) {
            return result;
        }
        if (result instanceof CompletionStage<?> stage) {
            return stage.thenApply(value -> {
                points.pass(point);
                return value;
            });
        }
        points.pass(point);
        return result;
    }
}
