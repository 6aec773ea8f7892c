package io.framewright.serialize;

/** The JSON field names of envelopes (protocol.md, sections 1 and 2). */
final class WireFields {
    static final String COMMAND_TYPE = "commandType";
    static final String COMMAND_ID = "commandId";
    static final String TIME_STAMP = "timeStamp";
    static final String CORRELATION_ID = "correlationId";
    static final String CAUSATION_ID = "causationId";
    static final String EXPIRES_ON = "expiresOn";
    static final String DATA = "data";
    static final String EVENT_TYPE = "eventType";
    static final String EVENT_ID = "eventId";
    static final String WORKER_ID = "workerId";
    static final String SEQUENCE = "sequence";
    static final String EPOCH = "epoch";
    static final String TRACEPARENT = "traceparent";

    private WireFields() {}
}
