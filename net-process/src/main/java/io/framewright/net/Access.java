package io.framewright.net;

/** What somebody must be allowed to do who asks for a path. */
enum Access {
    /** Nothing: anybody may ask, as those do who watch whether the process lives. */
    NONE,
    /** See workers, rows and events. */
    READ,
    /** Send commands to workers. */
    OPERATE,
    /** Spawn and kill workers, and see to dead letters. */
    ADMIN
}
