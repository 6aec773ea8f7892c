package io.framewright.net;

import io.grpc.Context;
import java.util.Optional;

/**
 * What is known of a call before its message is read.
 *
 * @param caller who asks
 * @param authorization as they said it, to be handed on
 * @param forwarded whether another process handed the call on
 * @param after the newest event that the other process told; 0 if none
 */
record FlightCall(Caller caller, Optional<String> authorization, boolean forwarded, long after) {
    static final Context.Key<FlightCall> KEY = Context.key("framewright-flight-call");

    /** Without the token. */
    @Override
    public String toString() {
        return "call of " + caller;
    }
}
