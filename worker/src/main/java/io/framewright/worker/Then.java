package io.framewright.worker;

/** What a worker's actor does after a part of it has seen to a message. */
enum Then {
    /** Nothing: what is next is next still. */
    STAY,
    /** Whatever is next. */
    PUMP,
    /** It stops. */
    STOP
}
