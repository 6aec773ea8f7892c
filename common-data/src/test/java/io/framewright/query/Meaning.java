package io.framewright.query;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** Says in SQL what we mean, at the places where SQL means something else; it can be told to say what SQL means. */
final class Meaning {
    private final Set<Difference> ignored;
    private final Set<Difference> used = EnumSet.noneOf(Difference.class);

    private Meaning(Set<Difference> ignored) {
        this.ignored = ignored;
    }

    static Meaning ours() {
        return new Meaning(EnumSet.noneOf(Difference.class));
    }

    /** Ours, but for one difference. */
    static Meaning without(Difference difference) {
        return new Meaning(EnumSet.of(difference));
    }

    /** Where it mattered so far. */
    Set<Difference> used() {
        return used;
    }

    String of(Difference difference, String ours, String plain) {
        used.add(difference);
        return ignored.contains(difference) ? plain : ours;
    }

    /** The same for what is put around the plain form. */
    String of(Difference difference, Function<String, String> ours, String plain) {
        return of(difference, ours.apply(plain), plain);
    }

    static String name(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
