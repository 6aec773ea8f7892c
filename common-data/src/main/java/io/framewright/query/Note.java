package io.framewright.query;

import io.framewright.frame.ColumnType;
import java.util.List;

/** What an operation has to tell of its work beside the frame that it made. Immutable. */
public sealed interface Note permits Note.Conversion, Note.SetMade {
    /**
     * A column was turned into another type.
     *
     * @param converted how many values have a counterpart in the new type
     * @param notConverted how many had none, and are missing now
     * @param firstRow the row of the first of those, from 0; -1 if there is none
     * @param examples some of them as texts, cut if they are long
     */
    record Conversion(
            String column,
            ColumnType from,
            ColumnType to,
            int converted,
            int notConverted,
            int firstRow,
            List<String> examples)
            implements Note {
        public Conversion {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A training set was made.
     *
     * @param set what it would be if it were read at once
     */
    record SetMade(String name, TrainingSet set) implements Note {}
}
