package io.framewright.manager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.serialize.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands on a few frames, by a seed. Some of them fail, as those of people do; they fail the same way every time. */
final class RandomCommands {
    private static final List<String> FRAMES = List.of("a", "b", "c", "d");

    private final Random random;

    RandomCommands(long seed) {
        random = new Random(seed);
    }

    List<Command> list(int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(next());
        }
        return commands;
    }

    private String frame() {
        return FRAMES.get(random.nextInt(FRAMES.size()));
    }

    private Command next() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> rows();
            case 2 -> of(CommandTypes.LOAD_WORKER_FRAME_MANAGER, "'source': {'type': 'csv', 'path': 'numbers.csv'}");
            case 3 -> of(CommandTypes.KILL_WORKER_FRAME_MANAGER, "'ignored': 1");
            case 4 -> of(CommandTypes.QUERY_WORKER_FRAME_MANAGER, "'limit': 3");
            case 5 -> of(CommandTypes.SNAPSHOT_WORKER_FRAME_MANAGER, "'ignored': 1");
            default -> modify();
        };
    }

    private Command of(String type, String fields) {
        return Platform.command(type, "{'frame': '" + frame() + "', " + fields + "}");
    }

    private Command rows() {
        ObjectNode data = Json.mapper().createObjectNode().put("frame", frame());
        ArrayNode rows = data.putObject("source").put("type", "rows").putArray("rows");
        for (int row = random.nextInt(30); row >= 0; row--) {
            rows.addObject()
                    .put("n", random.nextInt(9))
                    .put("x", random.nextInt(100) / 4.0)
                    .put("t", random.nextInt(4) == 0 ? null : "t" + random.nextInt(3));
        }
        return Command.of(CommandTypes.LOAD_WORKER_FRAME_MANAGER, data);
    }

    private Command modify() {
        String into = random.nextBoolean() ? "" : "'into': '" + frame() + "', ";
        return of(CommandTypes.MODIFY_WORKER_FRAME_MANAGER, into + "'operations': [" + operation() + "]");
    }

    private String operation() {
        int number = random.nextInt(9);
        return switch (random.nextInt(9)) {
            case 0 -> "{'op': 'filter', 'where': 'n > " + number / 3 + "'}";
            case 1 -> "{'op': 'derive', 'column': 'd" + number % 3 + "', 'as': 'x * " + number + " + n'}";
            case 2 -> "{'op': 'sort', 'by': [{'column': 'x', 'order': 'desc'}]}";
            case 3 ->
                "{'op': 'join', 'frame': '" + frame() + "', 'on': ['n'], 'how': 'left'}, {'op': 'limit', 'rows': 99}";
            case 4 ->
                "{'op': 'createView', 'view': 'v" + number % 2 + "', 'operations': [{'op': 'filter', 'where': 'n == "
                        + number + "'}]}";
            case 5 -> "{'op': 'createRegressionSet', 'set': 's', 'predictors': ['t', 'n'], 'responder': 'x'}";
            case 6 -> "{'op': 'setFeatures', 'features': {'n': {'role': 'predictor', 'unit': 'u" + number + "'}}}";
            case 7 -> "{'op': 'distinct'}, {'op': 'limit', 'rows': " + (5 + number) + "}";
            default ->
                "{'op': 'groupBy', 'columns': ['t'], 'aggregates': [{'column': 'x', 'function': 'sum', 'as': 'x'},"
                        + " {'column': 'n', 'function': 'max', 'as': 'n'}]}";
        };
    }
}
