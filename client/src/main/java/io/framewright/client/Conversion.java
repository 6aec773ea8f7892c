package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The account of a change of a column's type. Immutable.
 *
 * <pre>{@code
 * worker.modify(Operations.transformType("flight", ColumnType.LONG).orMissing()).await().peek(changed ->
 *         changed.conversions().forEach(flight -> System.out.println(flight.notConverted() + " lost")));
 * }</pre>
 *
 * @param column its name
 * @param from the type it had
 * @param to the type it has
 * @param converted how many values have a counterpart in the new type
 * @param notConverted how many had none, and are missing now
 * @param firstRow the row of the first of those, from 0; -1 if there is none
 * @param examples some of them, as texts
 */
public record Conversion(
        String column,
        String from,
        String to,
        long converted,
        long notConverted,
        long firstRow,
        List<String> examples) {
    public Conversion {
        examples = List.copyOf(examples);
    }

    static List<Conversion> listOf(JsonNode conversions) {
        return Answers.all(
                conversions,
                json -> new Conversion(
                        json.path("column").asText(),
                        json.path("from").asText(),
                        json.path("to").asText(),
                        json.path("converted").asLong(),
                        json.path("notConverted").asLong(),
                        json.path("firstRow").asLong(-1),
                        Answers.texts(json.path("examples"))));
    }
}
