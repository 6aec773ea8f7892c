package io.framewright.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.event.Event;
import io.framewright.serialize.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge that finds nothing would make every run a good one. */
class JudgeTest {
    private static final UUID WORKER = UUID.randomUUID();
    private static final String LOADED = described("INTEGER");
    private static final String ADDED = described("LONG");

    private final Map<UUID, Command> commands = new LinkedHashMap<>();
    private final Command load =
            command(CommandTypes.LOAD_WORKER_FRAME_MANAGER, "{'frame':'a','source':{'type':'rows','rows':[{'n':1}]}}");
    private final Command add = command(
            CommandTypes.MODIFY_WORKER_FRAME_MANAGER,
            "{'frame':'a','operations':[{'op':'derive','column':'n','as':'n + 1'}]}");
    private final Command query = command(CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame':'a'}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dataRoot;

    @Test
    void findsNothingInARunWithoutFaults() {
        assertThat(judge(List.of(event(1, 1, load, LOADED), event(2, 2, add, ADDED), event(3, 2, query, rows(2)))))
                .isEmpty();
    }

    @Test
    void findsACommandThatWasDoneTwice() {
        assertThat(judge(List.of(event(1, 1, load, LOADED), event(2, 1, add, ADDED), event(3, 1, query, rows(3)))))
                .singleElement()
                .asString()
                .contains("event 3", "\"n\":3", "should be");
    }

    @Test
    void findsASecondOutcome() {
        assertThat(judge(List.of(
                        event(1, 1, load, LOADED),
                        event(2, 1, add, ADDED),
                        event(3, 1, add, ADDED),
                        event(4, 1, query, rows(2)))))
                .singleElement()
                .asString()
                .contains("second outcome");
    }

    @Test
    void findsAMissingOutcome() {
        assertThat(judge(List.of(event(1, 1, load, LOADED), event(2, 1, query, rows(1)))))
                .singleElement()
                .asString()
                .contains("no outcome of " + add.commandId());
    }

    @Test
    void findsHolesAndEpochsThatGoBack() {
        assertThat(judge(List.of(event(1, 2, load, LOADED), event(3, 1, add, ADDED), event(4, 2, query, rows(2)))))
                .hasSize(2)
                .anySatisfy(one -> assertThat(one).contains("follows event 1"))
                .anySatisfy(one -> assertThat(one).contains("epoch before 2"));
    }

    @Test
    void findsAnOutcomeThatWasPublishedAndNotRecorded() {
        Event outcome = event(1, 1, load, LOADED);
        Map<UUID, Set<UUID>> published =
                new HashMap<>(Map.of(load.commandId(), Set.of(outcome.eventId(), UUID.randomUUID())));

        assertThat(new Judge(WORKER, false, new Tally())
                        .judge(Map.of(load.commandId(), load), List.of(outcome), published, dataRoot))
                .singleElement()
                .asString()
                .contains("published as other events");
    }

    private List<String> judge(List<Event> events) {
        return new Judge(WORKER, false, new Tally()).judge(commands, events, Map.of(), dataRoot);
    }

    private Command command(String type, String data) {
        Command made = Command.of(type, json(data));
        commands.put(made.commandId(), made);
        return made;
    }

    private static String described(String type) {
        return "{'frame':'a','rowCount':1," + columns(type) + "}";
    }

    private static String columns(String type) {
        return "'columns':[{'name':'n','type':'" + type + "','missing':0,'feature':{}}]";
    }

    private static String rows(int value) {
        return "{" + columns(value == 1 ? "INTEGER" : "LONG") + ",'rows':[{'n':" + value + "}],'rowCount':1}";
    }

    private static Event event(long sequence, long epoch, Command command, String data) {
        return new Event(
                command.commandType() + "_SUCCEEDED",
                UUID.randomUUID(),
                Instant.EPOCH,
                command.commandId(),
                WORKER,
                sequence,
                epoch,
                null,
                null,
                null,
                json(data));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
