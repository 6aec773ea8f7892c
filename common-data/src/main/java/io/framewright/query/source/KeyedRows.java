package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Rows under keys of the store beside the platform (Redis), for sources and destinations. Thread-safe. */
public interface KeyedRows {
    /** The name of the field of a record that has no fields but is one text: an item of a list, a value of a hash. */
    String TEXT = "";

    /** What stands under a key. */
    enum Kind {
        LIST,
        HASH,
        STREAM;

        /** As it stands in a command: in lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> ofWord(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /** No store: nothing can be read or written. */
    static KeyedRows none() {
        return NoKeyedRows.NONE;
    }

    /**
     * Gives every record under a key to {@code page}, some at a time: of a stream its fields, of a list or hash one
     * text under {@link #TEXT}. What {@code page} throws ends the reading and comes out of it.
     *
     * @return how many records; left {@code STREAM_NOT_FOUND} if the key is not there or holds something else,
     *     {@code SOURCE_NOT_ALLOWED} if it is one of the platform's own, {@code REDIS_UNAVAILABLE}
     */
    Either<Failure, Long> read(String key, Consumer<List<Map<String, String>>> page);

    /**
     * Writes texts under a key: all of them or none. The fields of a hash are their places from 0, the one of a
     * stream's record is {@code row}.
     *
     * @param overwrite whether what is there may be replaced
     * @param text of each place below {@code count}, asked for in order, more than once if Redis was away; what it
     *     throws ends the writing and comes out of it
     * @return the number of bytes of the texts; left {@code KEY_EXISTS}, {@code SOURCE_NOT_ALLOWED},
     *     {@code REDIS_UNAVAILABLE}
     */
    Either<Failure, Long> write(String key, Kind kind, boolean overwrite, int count, IntFunction<String> text);

    /** What is answered where there is no store. */
    enum NoKeyedRows implements KeyedRows {
        NONE;

        @Override
        public Either<Failure, Long> read(String key, Consumer<List<Map<String, String>>> page) {
            return Either.left(unavailable());
        }

        @Override
        public Either<Failure, Long> write(
                String key, Kind kind, boolean overwrite, int count, IntFunction<String> text) {
            return Either.left(unavailable());
        }

        private static Failure unavailable() {
            return Failure.of(FailureCode.REDIS_UNAVAILABLE, "There is no Redis here to read from or write to.");
        }
    }
}
