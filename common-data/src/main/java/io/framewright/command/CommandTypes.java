package io.framewright.command;

/** The names of all commands of the protocol (protocol.md, sections 5 and 6). */
public final class CommandTypes {
    public static final String SPAWN_WORKER = "SPAWN_WORKER";
    public static final String KILL_WORKER = "KILL_WORKER";
    public static final String CANCEL_COMMAND = "CANCEL_COMMAND";
    public static final String LIST_WORKERS = "LIST_WORKERS";
    public static final String GET_INFO_PROCESS_MANAGER = "GET_INFO_PROCESS_MANAGER";

    public static final String GET_INFO_WORKER = "GET_INFO_WORKER";
    public static final String GET_INFO_WORKER_FRAME_MANAGER = "GET_INFO_WORKER_FRAME_MANAGER";
    public static final String LOAD_WORKER_FRAME_MANAGER = "LOAD_WORKER_FRAME_MANAGER";
    public static final String KILL_WORKER_FRAME_MANAGER = "KILL_WORKER_FRAME_MANAGER";
    public static final String MODIFY_WORKER_FRAME_MANAGER = "MODIFY_WORKER_FRAME_MANAGER";
    public static final String QUERY_WORKER_FRAME_MANAGER = "QUERY_WORKER_FRAME_MANAGER";
    public static final String SAVE_WORKER_FRAME_MANAGER = "SAVE_WORKER_FRAME_MANAGER";
    public static final String SNAPSHOT_WORKER_FRAME_MANAGER = "SNAPSHOT_WORKER_FRAME_MANAGER";
    public static final String LOAD_STREAM_WORKER_FRAME_MANAGER = "LOAD_STREAM_WORKER_FRAME_MANAGER";
    public static final String KILL_STREAM_WORKER_FRAME_MANAGER = "KILL_STREAM_WORKER_FRAME_MANAGER";

    private CommandTypes() {}
}
