package io.framewright.query.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns an expression looks at: none, only one, or several. */
record Uses(@Nullable String only, boolean several) {
    static Uses of(Expression expression) {
        @Nullable String only = null;
        Deque<Expression> open = new ArrayDeque<>();
        open.push(expression);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            if (next instanceof Expression.ColumnValue column) {
                if (only != null && !only.equals(column.name())) {
                    return new Uses(null, true);
                }
                only = column.name();
            } else {
                parts(next).forEach(open::push);
            }
        }
        return new Uses(only, false);
    }

    boolean none() {
        return only == null && !several;
    }

    /** The expressions right below. */
    static List<Expression> parts(Expression expression) {
        Deque<Expression> parts = new ArrayDeque<>();
        if (expression instanceof Expression.Negation negation) {
            parts.add(negation.operand());
        } else if (expression instanceof Expression.Not not) {
            parts.add(not.operand());
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            parts.add(arithmetic.left());
            parts.add(arithmetic.right());
        } else if (expression instanceof Expression.Comparison comparison) {
            parts.add(comparison.left());
            parts.add(comparison.right());
        } else if (expression instanceof Expression.And and) {
            parts.addAll(and.operands());
        } else if (expression instanceof Expression.Or or) {
            parts.addAll(or.operands());
        } else if (expression instanceof Expression.In in) {
            parts.add(in.operand());
            parts.addAll(in.items());
        } else if (expression instanceof Expression.Between between) {
            parts.add(between.operand());
            parts.add(between.low());
            parts.add(between.high());
        } else if (expression instanceof Expression.Like like) {
            parts.add(like.operand());
            parts.add(like.pattern());
        } else if (expression instanceof Expression.IsMissing missing) {
            parts.add(missing.operand());
        } else if (expression instanceof Expression.Call call) {
            parts.addAll(call.arguments());
        } else if (expression instanceof Expression.Case cases) {
            cases.branches().forEach(branch -> {
                parts.add(branch.condition());
                parts.add(branch.value());
            });
            if (cases.otherwise() != null) {
                parts.add(cases.otherwise());
            }
        }
        return List.copyOf(parts);
    }
}
