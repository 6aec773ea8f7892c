package io.framewright.query.source;

import io.framewright.query.source.ParquetForm.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * One element of a file's schema, as it stands there, and what it comes to in a frame. What the numbers mean is said by
 * parquet.thrift of the format.
 */
final class ParquetLeaf {
    static final int BOOLEAN = 0;
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int INT96 = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int BYTE_ARRAY = 6;
    static final int FIXED = 7;

    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;
    private static final int MOST_SCALE = 1000;
    private static final int UUID_BYTES = 16;
    private static final int INT96_BYTES = 12;
    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private String name = "";
    private int physical = -1;
    private int length;
    private int repetition;
    private int children;
    private int converted = -1;
    private int scale;
    /** The field of the union LogicalType that is set; 0 for none. */
    private int logical;

    private boolean utc;
    private long perSecond;
    private int bits;
    private boolean signed = true;

    static ParquetLeaf read(ThriftReader in) {
        ParquetLeaf leaf = new ParquetLeaf();
        in.struct(id -> {
            switch (id) {
                case 1 -> leaf.physical = in.number();
                case 2 -> leaf.length = in.number();
                case 3 -> leaf.repetition = in.number();
                case 4 -> leaf.name = in.text();
                case 5 -> leaf.children = in.number();
                case 6 -> leaf.converted = in.number();
                case 7 -> leaf.scale = in.number();
                case 10 -> in.nested(kind -> leaf.readLogical(in, kind));
                default -> {}
            }
        });
        return leaf;
    }

    private void readLogical(ThriftReader in, int kind) {
        logical = kind;
        in.nested(id -> {
            switch (kind) {
                case 5 -> scale = id == 1 ? in.number() : scale;
                case 7, 8 -> {
                    if (id == 1) {
                        utc = in.truth();
                    } else if (id == 2) {
                        in.nested(unit -> perSecond = unit == 1 ? MILLIS : unit == 2 ? MICROS : unit == 3 ? NANOS : 0);
                    }
                }
                case 10 -> {
                    if (id == 1) {
                        bits = in.number();
                    } else if (id == 2) {
                        signed = in.truth();
                    }
                }
                default -> {}
            }
        });
    }

    String name() {
        return name;
    }

    int physical() {
        return physical;
    }

    /** Whether values may be missing. */
    boolean optional() {
        return repetition == OPTIONAL;
    }

    int children() {
        return children;
    }

    /** The bytes of a value of fixed length. */
    int fixedLength() {
        return physical == INT96 ? INT96_BYTES : length;
    }

    /** What no frame holds about this element; null if one does. */
    @Nullable
    String unsupported() {
        if (repetition == REPEATED || logical == 3 || converted == 3) {
            return "a list";
        }
        if (logical == 2 || converted == 1 || converted == 2) {
            return "a map";
        }
        if (children > 0 || physical < 0) {
            return "a struct";
        }
        if (logical == 15) {
            return "half floats";
        }
        return converted == 21 ? "durations" : null;
    }

    /** What its values mean. Throws {@link Damaged} for what the format does not have. */
    ParquetForm form() {
        if (logical == 11) {
            return ParquetForm.of(Meaning.NOTHING);
        }
        return switch (physical) {
            case BOOLEAN -> ParquetForm.of(Meaning.BOOLEAN);
            case INT32 -> int32();
            case INT64 -> int64();
            case INT96 -> ParquetForm.of(Meaning.INT96);
            case FLOAT -> ParquetForm.of(Meaning.FLOAT);
            case DOUBLE -> ParquetForm.of(Meaning.DOUBLE);
            case BYTE_ARRAY, FIXED -> bytes();
            default -> throw new Damaged("it has a column of no known type");
        };
    }

    private ParquetForm int32() {
        if (isDecimal()) {
            return decimal();
        }
        if (logical == 6 || converted == 6) {
            return ParquetForm.of(Meaning.DATE);
        }
        if (logical == 7 || converted == 7) {
            return new ParquetForm(Meaning.TIME, unit(MILLIS), 0);
        }
        boolean unsigned = logical == 10 ? !signed && bits == Integer.SIZE : converted == 13;
        return ParquetForm.of(unsigned ? Meaning.UNSIGNED_INT : Meaning.SMALL_WHOLE);
    }

    private ParquetForm int64() {
        if (isDecimal()) {
            return decimal();
        }
        if (logical == 7 || converted == 8) {
            return new ParquetForm(Meaning.TIME, unit(MICROS), 0);
        }
        if (logical == 8) {
            return new ParquetForm(utc ? Meaning.INSTANT : Meaning.DATE_TIME, unit(MICROS), 0);
        }
        if (logical == 0 && (converted == 9 || converted == 10)) {
            return new ParquetForm(Meaning.INSTANT, converted == 9 ? MILLIS : MICROS, 0);
        }
        boolean unsigned = logical == 10 ? !signed : converted == 14;
        return ParquetForm.of(unsigned ? Meaning.UNSIGNED_LONG : Meaning.WHOLE);
    }

    private long unit(long otherwise) {
        if (logical == 7 || logical == 8) {
            if (perSecond == 0) {
                throw new Damaged("it has a time in no known unit");
            }
            return perSecond;
        }
        return otherwise;
    }

    private ParquetForm bytes() {
        if (physical == FIXED && length < 1) {
            throw new Damaged("it has values of " + length + " bytes");
        }
        if (isDecimal()) {
            return decimal();
        }
        if (logical == 14 && length == UUID_BYTES) {
            return ParquetForm.of(Meaning.UUID);
        }
        boolean text = logical == 1 || logical == 4 || logical == 12;
        boolean oldText = logical == 0 && (converted == 0 || converted == 4 || converted == 19);
        return ParquetForm.of(text || oldText ? Meaning.TEXT : Meaning.HEX);
    }

    private boolean isDecimal() {
        return logical == 5 || (logical == 0 && converted == 5);
    }

    private ParquetForm decimal() {
        if (scale < 0 || scale > MOST_SCALE) {
            throw new Damaged("it has decimals of scale " + scale);
        }
        return new ParquetForm(Meaning.DECIMAL, 0, scale);
    }
}
