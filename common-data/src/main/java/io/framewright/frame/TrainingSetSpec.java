package io.framewright.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns predict which other, and how they become numbers: what a frame keeps of a training set. The set itself
 * is made whenever it is read, of the version of the frame that is current then, as a view is. Immutable.
 *
 * @param kind whether a number or a class is predicted
 * @param predictors the columns that predict, one or more, each once
 * @param responder the column that is predicted, none of them
 * @param view the view that the rows are taken of; null for the frame itself
 * @param missing what becomes of rows that miss a value
 * @param encoding what becomes of texts
 * @param maxCategories how many different values a text that predicts, or a class, may have
 */
public record TrainingSetSpec(
        Kind kind,
        List<String> predictors,
        String responder,
        @Nullable String view,
        Missing missing,
        Encoding encoding,
        int maxCategories) {
    /** More categories than these are seldom meant. */
    public static final int USUAL_CATEGORIES = 1000;

    /** More categories than these may not be allowed. */
    public static final int MOST_CATEGORIES = 100_000;

    public TrainingSetSpec {
        predictors = List.copyOf(predictors);
        if (predictors.isEmpty()
                || predictors.contains(responder)
                || predictors.stream().distinct().count() < predictors.size()) {
            throw new IllegalArgumentException("one predictor or more, each once, and another responder");
        }
        if (maxCategories < 1 || maxCategories > MOST_CATEGORIES) {
            throw new IllegalArgumentException("from 1 to " + MOST_CATEGORIES + " categories, not " + maxCategories);
        }
    }

    /** What is predicted. */
    public enum Kind {
        /** A number. */
        REGRESSION("regression"),
        /** A class. */
        CLASSIFICATION("classification");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As it is called on the wire. */
        public String word() {
            return word;
        }
    }

    /** What becomes of rows that miss a value in a predictor or the responder. */
    public enum Missing {
        /** They are left out. */
        DROP("drop"),
        /** The set is refused with VALUE_MISSING. */
        FAIL("fail"),
        /**
         * Numbers, dates and times that predict are filled with the mean of the others; a missing text is a category of
         * its own. Rows without responder are left out.
         */
        MEAN("mean");

        private final String word;

        Missing(String word) {
            this.word = word;
        }

        /** As it is called on the wire. */
        public String word() {
            return word;
        }
    }

    /** What becomes of texts that predict. */
    public enum Encoding {
        /** A column for each category: 1 in its rows, 0 in all others. */
        ONE_HOT("oneHot"),
        /** One column of the numbers of the categories, from 0 on in their order. */
        LABEL("label");

        private final String word;

        Encoding(String word) {
            this.word = word;
        }

        /** As it is called on the wire. */
        public String word() {
            return word;
        }
    }
}
