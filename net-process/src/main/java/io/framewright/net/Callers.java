package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows who asks by the token that they show. Thread-safe. */
final class Callers {
    private static final String BEARER = "Bearer ";

    private final Optional<TokenFile> tokens;
    private final InstantSource clock;

    /** @param tokens empty where nobody has to say who they are */
    Callers(Optional<TokenFile> tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Whether everybody is let in as {@link Caller#LOCAL}. */
    boolean areLocal() {
        return tokens.isEmpty();
    }

    /**
     * Who asks.
     *
     * @param authorization the header of this name; null if there is none
     * @return left {@code TOKEN_MISSING}
     */
    Either<Failure, Caller> of(@Nullable String authorization) {
        if (tokens.isEmpty()) {
            return Either.right(Caller.LOCAL);
        }
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Either.left(HttpCode.TOKEN_MISSING.failure(
                    "Say who you are: Authorization: Bearer TOKEN. Whoever runs this process makes tokens by"
                            + " framewright token."));
        }
        return tokens.get().find(authorization.substring(BEARER.length()).strip(), clock.instant());
    }
}
