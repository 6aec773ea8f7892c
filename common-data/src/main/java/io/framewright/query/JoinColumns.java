package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a join: those of the left frame in their order, then those of the right one, without its keys.
 *
 * @param leftKeys the keys in the left frame
 * @param rightKeys the keys in the right frame, in the same order
 * @param others the other columns of the right frame, under the names they have in the result
 */
record JoinColumns(Frame left, Frame right, List<Column> leftKeys, List<Column> rightKeys, List<Column> others) {

    /** COLUMN_NOT_FOUND with the frame in question, TYPE_MISMATCH, or COLUMN_EXISTS where the suffix does not help. */
    static Either<Failure, JoinColumns> of(Join join, Frame left, Frame right) {
        List<String> leftNames = join.on().stream().map(Join.On::left).toList();
        List<String> rightNames = join.on().stream().map(Join.On::right).toList();
        return Chosen.columns(left, leftNames)
                .flatMap(leftKeys -> Chosen.columns(right, rightNames)
                        .mapLeft(failure -> failure.with("frame", join.frame()))
                        .flatMap(rightKeys -> comparable(leftKeys, rightKeys)
                                .flatMap(fit -> others(join, left, right, rightNames))
                                .map(others -> new JoinColumns(left, right, leftKeys, rightKeys, others))));
    }

    private static Either<Failure, Boolean> comparable(List<Column> left, List<Column> right) {
        for (int key = 0; key < left.size(); key++) {
            ColumnType one = left.get(key).type();
            ColumnType other = right.get(key).type();
            if (one != other && !(one.isNumber() && other.isNumber())) {
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put("left", left.get(key).name());
                detail.put("leftType", one.name());
                detail.put("right", right.get(key).name());
                detail.put("rightType", other.name());
                return Either.left(Failure.of(
                        FailureCode.TYPE_MISMATCH,
                        "Column " + left.get(key).name() + " is " + one + " and column "
                                + right.get(key).name() + " of the other frame is " + other
                                + "; they cannot be equal. Transform one of the two first.",
                        detail));
            }
        }
        return Either.right(true);
    }

    private static Either<Failure, List<Column>> others(Join join, Frame left, Frame right, List<String> keys) {
        if (!join.how().takesColumns()) {
            return Either.right(List.of());
        }
        Map<String, String> taken = new HashMap<>();
        left.columnNames().forEach(name -> taken.put(lower(name), name));
        Set<String> clashing = new HashSet<>();
        List<Column> others = right.data().stream()
                .filter(column -> !keys.contains(column.name()))
                .toList();
        for (Column column : others) {
            if (taken.putIfAbsent(lower(column.name()), column.name()) != null) {
                clashing.add(column.name());
            }
        }
        List<Column> named = new ArrayList<>();
        for (Column column : others) {
            String name = clashing.contains(column.name()) ? column.name() + join.suffix() : column.name();
            String there = clashing.contains(column.name()) ? taken.putIfAbsent(lower(name), name) : null;
            if (there != null) {
                return Either.left(ColumnNames.exists(name, there));
            }
            named.add(column.named(name));
        }
        return Either.right(named);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The place of a left column among the keys; -1 if it is none. */
    int keyAt(Column column) {
        for (int key = 0; key < leftKeys.size(); key++) {
            if (leftKeys.get(key).name().equals(column.name())) {
                return key;
            }
        }
        return -1;
    }

    List<ColumnData> leftKeyData() {
        return leftKeys.stream().map(Column::data).toList();
    }

    List<ColumnData> rightKeyData() {
        return rightKeys.stream().map(Column::data).toList();
    }

    /** The left frame with these columns instead of its own, and with what is said about those of the right one. */
    Frame frame(List<Column> columns) {
        Map<String, Feature> said = new LinkedHashMap<>();
        List<Column> before = right.data().stream()
                .filter(column -> rightKeys.stream().noneMatch(key -> key.name().equals(column.name())))
                .toList();
        for (int i = 0; i < others.size(); i++) {
            Feature feature = right.feature(before.get(i).name());
            if (!feature.equals(Feature.NONE)) {
                said.put(others.get(i).name(), feature);
            }
        }
        return left.withColumns(columns).withFeatures(said);
    }
}
