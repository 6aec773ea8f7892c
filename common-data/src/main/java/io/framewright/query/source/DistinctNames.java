package io.framewright.query.source;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives the columns of a source names that can stand in one frame. Not thread-safe. */
final class DistinctNames {
    private final Set<String> inLowerCase = new HashSet<>();
    private int count;

    /** The name for the next column: after its place where it has none, and with {@code _2} where it is taken. */
    String next(String given) {
        count++;
        String base = given.isBlank() ? "column" + count : given;
        String name = base;
        for (int i = 2; !inLowerCase.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "_" + i;
        }
        return name;
    }
}
