package io.framewright.manager;

import static io.framewright.manager.BadInput.command;

import java.util.List;

/**
 * Commands whose data is wrong; the frame {@code flights} has the columns carrier (text), delay and miles (numbers).
 */
final class BadCommands {
    private static final String LOAD = "LOAD_WORKER_FRAME_MANAGER";
    private static final String QUERY = "QUERY_WORKER_FRAME_MANAGER";
    private static final String MODIFY = "MODIFY_WORKER_FRAME_MANAGER";
    private static final String SAVE = "SAVE_WORKER_FRAME_MANAGER";

    private BadCommands() {}

    static List<BadInput> fields() {
        return List.of(
                command("a field that is missing", LOAD, "{'frame': 'new'}", "data.source", "an object", "missing"),
                command(
                        "a field of the wrong type",
                        QUERY,
                        "{'frame': 'flights', 'limit': 'ten'}",
                        "data.limit",
                        "whole number",
                        "ten"),
                command("a number out of range", QUERY, "{'frame': 'flights', 'offset': -1}", "data.offset", "-1"),
                command(
                        "a misspelt field of a source",
                        LOAD,
                        "{'frame': 'new', 'source': {'type': 'csv', 'path': 'flights.csv', 'delimeter': ';'}}",
                        "delimeter",
                        "delimiter"),
                command(
                        "a row that is not an object",
                        LOAD,
                        "{'frame': 'new', 'source': {'type': 'rows', 'rows': [{'a': 1}, 2]}}",
                        "Row 2"),
                command(
                        "an unknown type of source",
                        LOAD,
                        "{'frame': 'new', 'source': {'type': 'orc', 'path': 'flights.orc'}}",
                        "orc",
                        "csv, json, rows"),
                command(
                        "an unknown type of destination",
                        SAVE,
                        "{'frame': 'flights', 'destination': {'type': 'orc', 'path': 'new.orc'}}",
                        "orc",
                        "csv, json"),
                command(
                        "an unknown type of stream",
                        "LOAD_STREAM_WORKER_FRAME_MANAGER",
                        "{'frame': 'new', 'stream': {'type': 'kafka', 'topic': 't'}}",
                        "kafka",
                        "amqp, redis-stream"),
                command(
                        "a misspelt field of a stream",
                        "LOAD_STREAM_WORKER_FRAME_MANAGER",
                        "{'frame': 'new', 'stream': {'type': 'csv', 'path': 'flights.csv', 'folow': true}}",
                        "folow",
                        "follow"),
                command(
                        "a stream of a file that is missing",
                        "LOAD_STREAM_WORKER_FRAME_MANAGER",
                        "{'frame': 'new', 'stream': {'type': 'csv', 'path': 'no-such.csv', 'follow': true}}",
                        "no-such.csv"),
                command(
                        "a stream of a queue of the platform",
                        "LOAD_STREAM_WORKER_FRAME_MANAGER",
                        "{'frame': 'new', 'stream': {'type': 'amqp', 'queue': 'process-manager'}}",
                        "process-manager"),
                command(
                        "a stream of a queue that is not there",
                        "LOAD_STREAM_WORKER_FRAME_MANAGER",
                        "{'frame': 'new', 'stream': {'type': 'amqp', 'queue': 'no-such-queue'}}",
                        "no-such-queue"),
                command(
                        "a stream that is not there",
                        "KILL_STREAM_WORKER_FRAME_MANAGER",
                        "{'streamId': '" + BadInput.NOBODY + "'}",
                        BadInput.NOBODY.toString()),
                command(
                        "a `streamId` that is not a UUID",
                        "KILL_STREAM_WORKER_FRAME_MANAGER",
                        "{'streamId': 'first'}",
                        "data.streamId",
                        "first"),
                command("a frame that is not there", QUERY, "{'frame': 'trains'}", "trains", "flights"),
                command(
                        "a frame that is there, not to be overwritten",
                        LOAD,
                        "{'frame': 'flights', 'overwrite': false, 'source': {'type': 'rows', 'rows': []}}",
                        "flights"),
                command("a view that is not there", QUERY, "{'frame': 'flights', 'view': 'late'}", "late"),
                command("a training set that is not there", QUERY, "{'frame': 'flights', 'set': 'late'}", "late"),
                command(
                        "a result that does not fit an event",
                        QUERY,
                        "{'frame': 'large', 'limit': 5000}",
                        "32768",
                        "rowsThatFit"));
    }

    static List<BadInput> operations() {
        return List.of(
                command(
                        "operations that are not a list",
                        MODIFY,
                        "{'frame': 'flights', 'operations': {'op': 'limit'}}",
                        "data.operations",
                        "a list"),
                modify("an unknown operation", "{'op': 'shuffle'}", "shuffle", "filter", "groupBy"),
                modify("an operation that lacks a field", "{'op': 'filter'}", "data.operations[0].where", "missing"),
                modify(
                        "an unknown column",
                        "{'op': 'project', 'columns': ['carrier', 'dellay']}",
                        "dellay",
                        "carrier, delay, miles"),
                filter(
                        "an unknown column in an expression",
                        "delay > 5 and orgin == 1",
                        "orgin",
                        "carrier, delay, miles"),
                modify(
                        "a column under a name that is taken",
                        "{'op': 'rename', 'columns': {'delay': 'miles'}}",
                        "miles"),
                filter("a malformed expression", "delay > > 5", "position 8", "\"position\":8"),
                filter("an expression that ends too early", "delay > 5 and", "position 13"),
                filter("an expression nested 10 000 deep", "(".repeat(10_000) + "1" + ")".repeat(10_000), "200"),
                filter("an expression that compares a text to a number", "carrier > 5", "STRING", "INTEGER"),
                modify(
                        "a join with a frame that is not there",
                        "{'op': 'join', 'frame': 'airlines', 'on': ['carrier']}",
                        "airlines",
                        "flights"),
                modify(
                        "a join of keys that cannot be equal",
                        "{'op': 'join', 'frame': 'flights', 'on': [{'left': 'carrier', 'right': 'delay'}]}",
                        "carrier is STRING",
                        "delay"),
                modify(
                        "a good operation before a bad one",
                        "{'op': 'limit', 'rows': 1}, {'op': 'drop', 'columns': ['seats']}",
                        "seats",
                        "carrier, delay, miles"));
    }

    private static BadInput modify(String row, String operations, String... told) {
        return command(row, MODIFY, "{'frame': 'flights', 'operations': [" + operations + "]}", told);
    }

    private static BadInput filter(String row, String where, String... told) {
        return command(
                row, QUERY, "{'frame': 'flights', 'operations': [{'op': 'filter', 'where': '" + where + "'}]}", told);
    }
}
