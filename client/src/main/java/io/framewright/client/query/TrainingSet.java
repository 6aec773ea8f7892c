package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says which columns predict which other, and how rows become numbers to learn from. Unless told otherwise, rows that
 * miss a value are left out, each text becomes a column of 0 and 1, and a set of that name that is there is replaced.
 *
 * <pre>{@code
 * Operation delays = createRegressionSet("delays", List.of("origin", "distance"), "delay").ofView("complete");
 * Operation carriers = createClassificationSet("carriers", List.of("origin", "delay"), "carrier")
 *         .fillingWithMeans()
 *         .labelled()
 *         .withMaxCategories(50)
 *         .unlessThere();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class TrainingSet extends Operation {
    TrainingSet(ObjectNode json) {
        super(json);
    }

    /** Takes the rows of a view instead of those of the frame. */
    public TrainingSet ofView(String view) {
        return new TrainingSet(with("view", view));
    }

    /** Rows that miss a value are a failure VALUE_MISSING. */
    public TrainingSet failingOnMissing() {
        return new TrainingSet(with("missing", "fail"));
    }

    /** A missing number becomes the mean of the others, a missing text a category of its own. */
    public TrainingSet fillingWithMeans() {
        return new TrainingSet(with("missing", "mean"));
    }

    /** Texts become one column of the numbers of their categories, not one for each category. */
    public TrainingSet labelled() {
        return new TrainingSet(with("encoding", "label"));
    }

    /** How many different values a text, or a class, may have: 1 to 100 000, 1 000 unless said. */
    public TrainingSet withMaxCategories(int most) {
        if (most < 1 || most > 100_000) {
            throw new IllegalArgumentException("From 1 to 100 000 categories may be allowed, not " + most + ".");
        }
        ObjectNode json = json();
        return new TrainingSet(json.put("maxCategories", most));
    }

    /** A training set of that name is not replaced: the command fails with SET_EXISTS. */
    public TrainingSet unlessThere() {
        return new TrainingSet(with("overwrite", false));
    }
}
