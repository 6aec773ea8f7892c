package io.framewright.client;

import io.framewright.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a process that hosts workers can do its work. Immutable.
 *
 * <pre>{@code
 * platform.health().await().peek(health -> System.out.println(health.ready() + " " + health.problems()));
 * }</pre>
 *
 * @param ready whether all it needs is there; while it is not, commands wait
 * @param problems by what is missing ({@code broker}, {@code redis}); empty if nothing is
 * @param workers that run there
 * @param memoryBytes that their frames take, estimated
 * @param memoryLimitBytes that they may take
 */
public record HostHealth(
        boolean ready, Map<String, String> problems, int workers, long memoryBytes, long memoryLimitBytes) {
    public HostHealth {
        problems = Map.copyOf(problems);
    }

    static HostHealth of(Event event) {
        var health = event.data().path("health");
        Map<String, String> problems = new LinkedHashMap<>();
        health.path("checks").properties().forEach(check -> {
            if (!check.getValue().path("ok").asBoolean()) {
                problems.put(check.getKey(), check.getValue().path("message").asText());
            }
        });
        return new HostHealth(
                health.path("ready").asBoolean(),
                problems,
                health.path("workers").asInt(),
                health.path("memoryBytes").asLong(),
                health.path("memoryLimitBytes").asLong());
    }
}
