package io.framewright.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.serialize.Json;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one worker, without end, all of them settled by a seed: their ids, their time stamps, their order.
 * Many change a frame in place ({@code n + 1}), so that one that is done twice, or not at all, shows. Frames stay small
 * whatever comes: loads replace them. Not thread-safe.
 */
final class CommandScript {
    /** The files that it loads, of {@link #rowsOf} rows each. */
    static final int FILES = 4;

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> FRAMES = List.of("a", "b", "c");

    private final SplittableRandom chance;
    private int count;

    CommandScript(long seed) {
        chance = new SplittableRandom(seed);
    }

    static int rowsOf(int file) {
        return 40 + 60 * file;
    }

    Command next() {
        count++;
        if (count <= FRAMES.size()) {
            return load(FRAMES.get(count - 1));
        }
        int draw = chance.nextInt(100);
        String frame = FRAMES.get(chance.nextInt(FRAMES.size()));
        String other = FRAMES.get(chance.nextInt(FRAMES.size()));
        if (draw < 30) {
            return modify(frame, null, "{'op':'derive','column':'n','as':'n + " + chance.nextInt(1, 9) + "'}");
        }
        if (draw < 38) {
            return load(frame);
        }
        if (draw < 42) {
            return command(
                    CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                    "{'frame':'" + frame + "','source':{'type':'rows','rows':[" + rows(chance.nextInt(1, 8)) + "]}}");
        }
        return draw < 75 ? shape(draw, frame, other) : ask(draw, frame);
    }

    private Command shape(int draw, String frame, String other) {
        if (draw < 48) {
            return modify(frame, other, "{'op':'filter','where':'v > " + chance.nextInt(60) + "'}");
        }
        if (draw < 53) {
            return modify(
                    frame,
                    "g",
                    "{'op':'groupBy','columns':['k'],'aggregates':[{'column':'v','function':'sum','as':'v'},"
                            + "{'column':'n','function':'max','as':'n'}]}");
        }
        if (draw < 59) {
            return modify(
                    frame,
                    "j",
                    "{'op':'join','frame':'" + other + "','on':['id'],'how':'left'},"
                            + "{'op':'project','columns':['id','k','v','n','n_right']}");
        }
        if (draw < 64) {
            return modify(frame, null, "{'op':'sort','by':[{'column':'v','order':'desc'},{'column':'id'}]}");
        }
        if (draw < 69) {
            return modify(
                    frame,
                    null,
                    "{'op':'createView','view':'high','operations':[{'op':'filter','where':'v > " + chance.nextInt(90)
                            + "'}]}");
        }
        if (draw < 72) {
            return modify(
                    frame,
                    null,
                    "{'op':'setFeatures','features':{'v':{'unit':'" + "abc".charAt(chance.nextInt(3)) + "'}}}");
        }
        return modify(frame, null, "{'op':'derive','column':'n','as':'n + missing_column'}");
    }

    private Command ask(int draw, String frame) {
        String which = "{'frame':'" + frame + "'";
        if (draw < 82) {
            return command(
                    CommandTypes.QUERY_WORKER_FRAME_MANAGER,
                    which + ",'operations':[{'op':'sort','by':[{'column':'n'},{'column':'id'}]}],'limit':3}");
        }
        if (draw < 85) {
            return command(CommandTypes.QUERY_WORKER_FRAME_MANAGER, which + ",'view':'high','limit':2}");
        }
        if (draw < 88) {
            return command(CommandTypes.KILL_WORKER_FRAME_MANAGER, which + "}");
        }
        if (draw < 91) {
            return command(CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, "{}");
        }
        if (draw < 93) {
            return command(CommandTypes.SNAPSHOT_WORKER_FRAME_MANAGER, "{}");
        }
        return hash();
    }

    /** What the frames are now. */
    Command hash() {
        return command(HashFrames.TYPE, "{}");
    }

    /** The end of whoever runs it. */
    Command crash() {
        return command(Crash.TYPE, "{}");
    }

    private Command load(String frame) {
        return command(
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                "{'frame':'" + frame + "','source':{'type':'csv','path':'" + chance.nextInt(FILES) + ".csv'}}");
    }

    private Command modify(String frame, @Nullable String into, String operations) {
        return command(
                CommandTypes.MODIFY_WORKER_FRAME_MANAGER,
                "{'frame':'" + frame + "'," + (into == null ? "" : "'into':'" + into + "',") + "'operations':["
                        + operations + "]}");
    }

    private String rows(int many) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < many; row++) {
            rows.append(row == 0 ? "" : ",")
                    .append("{'id':")
                    .append(row)
                    .append(",'k':'k")
                    .append(chance.nextInt(5))
                    .append("','v':")
                    .append(chance.nextInt(100))
                    .append(",'n':0}");
        }
        return rows.toString();
    }

    private Command command(String type, String data) {
        try {
            return new Command(
                    type,
                    new UUID(chance.nextLong(), chance.nextLong()),
                    BEGINNING.plusSeconds(count),
                    null,
                    null,
                    null,
                    null,
                    Json.mapper().readTree(data.replace('\'', '"')));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(data, bug);
        }
    }
}
