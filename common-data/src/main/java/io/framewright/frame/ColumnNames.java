package io.framewright.frame;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to say about names of columns that are not there, or are there already. */
public final class ColumnNames {
    private static final int LISTED = 50;

    private ColumnNames() {}

    /** COLUMN_NOT_FOUND: which columns there are, and which one was probably meant. */
    public static Failure notFound(String name, List<String> there) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", name);
        detail.put("columns", there.size() > LISTED ? there.subList(0, LISTED) : there);
        @Nullable String near = nearest(name, there);
        if (near != null) {
            detail.put("near", near);
        }
        String listed = there.isEmpty()
                ? "there are no columns"
                : "there are "
                        + String.join(", ", there.size() > LISTED ? there.subList(0, LISTED) : there)
                        + (there.size() > LISTED ? ", … (" + there.size() + " in all)" : "");
        return Failure.of(
                FailureCode.COLUMN_NOT_FOUND,
                "There is no column " + name + "; " + listed + "."
                        + (near == null ? "" : " Did you mean " + near + "?"),
                detail);
    }

    /** COLUMN_EXISTS: two columns of one name, or of names that differ in case only. */
    public static Failure exists(String name, String there) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", name);
        detail.put("there", there);
        return Failure.of(
                FailureCode.COLUMN_EXISTS,
                name.equals(there)
                        ? "There would be two columns " + name + "; give another name."
                        : "Columns " + name + " and " + there + " would differ in case only; give another name.",
                detail);
    }

    /** The candidate that was probably meant; null if none is near. */
    public static @Nullable String nearest(String name, Iterable<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        @Nullable String best = null;
        int least = Math.min(3, (name.length() + 1) / 3) + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - wanted.length()) < least && candidate.length() <= 200) {
                int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** How many letters must be put in, taken out or changed. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
