package io.framewright.query.source;

/**
 * Says that a file has something which reading by blocks leaves to the general way of reading: an encoding other than
 * UTF-8, a lone carriage return as a line end, a mistake of any kind. The general way then reads it from the beginning
 * and says what there is to say. Never leaves the package.
 */
final class Unusual extends RuntimeException {
    Unusual(String what) {
        super(what, null, false, false);
    }
}
