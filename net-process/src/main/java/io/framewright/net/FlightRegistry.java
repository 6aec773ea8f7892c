package io.framewright.net;

import io.grpc.HandlerRegistry;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import org.jspecify.annotations.Nullable;

/** A service that is made once the server listens. Thread-safe. */
final class FlightRegistry extends HandlerRegistry {
    private volatile @Nullable ServerServiceDefinition service;

    void set(ServerServiceDefinition made) {
        service = made;
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        ServerServiceDefinition made = service;
        return made == null ? null : made.getMethod(name);
    }
}
