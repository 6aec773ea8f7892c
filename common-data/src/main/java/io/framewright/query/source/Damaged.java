package io.framewright.query.source;

/**
 * Says that bytes are not what their format asks for, to be read after "the file is …: ". Whoever knows the file and
 * the place makes a {@link Refused} of it. Never leaves the package.
 */
final class Damaged extends RuntimeException {
    private final String why;

    Damaged(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
