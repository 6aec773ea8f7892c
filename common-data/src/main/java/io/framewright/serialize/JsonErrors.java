package io.framewright.serialize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** What is wrong with a text that should be JSON, for somebody who does not know the parser. */
public final class JsonErrors {
    private JsonErrors() {}

    /** One sentence with line and column. */
    public static String describe(JsonProcessingException error) {
        String where = error.getLocation() == null
                ? ""
                : " at line " + error.getLocation().getLineNr() + ", column "
                        + error.getLocation().getColumnNr();
        if (error instanceof StreamConstraintsException) {
            return "The JSON goes beyond a limit" + where + ": nesting depth " + Json.MAX_DEPTH
                    + ", numbers of 1000 digits, names of 50000 characters, texts of 64 MiB.";
        }
        if (error instanceof MismatchedInputException) {
            return "There is text after the end of the JSON value" + where + "; send one value only.";
        }
        String reason = error.getOriginalMessage().lines().findFirst().orElse("");
        return "This is not JSON" + where + ": " + reason;
    }
}
