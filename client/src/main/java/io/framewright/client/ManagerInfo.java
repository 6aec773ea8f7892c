package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Event;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a process manager tells of itself and of the others. Immutable.
 *
 * <pre>{@code
 * platform.info().await().peek(info -> System.out.println(info.nodes().size() + " nodes"));
 * }</pre>
 *
 * @param managerId its UUID
 * @param nodes the managers that have workers on record
 * @param uptime since it was started
 * @param versions of this platform and of Java
 * @param counters such as {@code workersSpawned}, since it was started
 */
public record ManagerInfo(
        UUID managerId, List<Node> nodes, Duration uptime, Map<String, String> versions, Map<String, Long> counters) {
    public ManagerInfo {
        nodes = List.copyOf(nodes);
        versions = Map.copyOf(versions);
        counters = Map.copyOf(counters);
    }

    /**
     * One of the managers.
     *
     * @param managerId its UUID
     * @param host name of its machine
     * @param pid of its process
     * @param workers how many it has on record
     * @param address where other nodes of its cluster reach it; empty if it is no node of the one that was asked
     * @param state {@code UP} if it takes workers; otherwise such as {@code JOINING}, {@code LEAVING},
     *     {@code UNREACHABLE}, or {@code UNKNOWN} if only its workers are on record
     * @param labels what it has that others may not have, in the order of the alphabet
     * @param usedBytes heap in use; 0 without an address
     * @param maxBytes heap that it may use; 0 without an address
     */
    public record Node(
            UUID managerId,
            String host,
            long pid,
            long workers,
            Optional<String> address,
            String state,
            List<String> labels,
            long usedBytes,
            long maxBytes) {
        public Node {
            labels = List.copyOf(labels);
        }

        static Node of(JsonNode node) {
            return new Node(
                    Answers.uuid(node.path("managerId")),
                    node.path("host").asText(),
                    node.path("pid").asLong(),
                    node.path("workers").asLong(),
                    Optional.of(node.path("address").asText()).filter(address -> !address.isEmpty()),
                    node.path("state").asText("UNKNOWN"),
                    Answers.texts(node.path("labels")),
                    node.path("usedBytes").asLong(),
                    node.path("maxBytes").asLong());
        }
    }

    static ManagerInfo of(Event event) {
        JsonNode data = event.data();
        return new ManagerInfo(
                Answers.uuid(data.path("managerId")),
                Answers.all(data.path("nodes"), Node::of),
                Duration.ofMillis(data.path("uptimeMillis").asLong()),
                map(data.path("versions"), JsonNode::asText),
                map(data.path("counters"), JsonNode::asLong));
    }

    private static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        object.properties().forEach(field -> all.put(field.getKey(), read.apply(field.getValue())));
        return all;
    }
}
