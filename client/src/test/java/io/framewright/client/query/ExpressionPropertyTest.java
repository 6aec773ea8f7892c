package io.framewright.client.query;

import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Expressions.lower;
import static io.framewright.client.query.Expressions.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.client.query.RandomExpressions.Built;
import io.framewright.query.expression.ComparisonOperator;
import io.framewright.query.expression.Expression.And;
import io.framewright.query.expression.Expression.Arithmetic;
import io.framewright.query.expression.Expression.Call;
import io.framewright.query.expression.Expression.ColumnValue;
import io.framewright.query.expression.Expression.Comparison;
import io.framewright.query.expression.Expression.Text;
import io.framewright.query.expression.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds what is built to what workers read. */
class ExpressionPropertyTest {
    private static final Place AT = Place.NOWHERE;
    private static final int DEPTH = 3;

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aWorkerReadsTheValueThatWasBuilt(@ForAll("values") Built<Expression> value) {
        assertThat(Read.tree(value.built().text())).isEqualTo(value.meant());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void aWorkerReadsTheConditionThatWasBuilt(@ForAll("conditions") Built<Condition> condition) {
        assertThat(Read.tree(condition.built().text())).isEqualTo(condition.meant());
    }

    @Property(tries = 1000)
    void aNameOrTextIsReadBackWhateverItHolds(@ForAll("texts") String name, @ForAll("texts") String text) {
        assertThat(Read.tree(lower(column(name)).eq(text).text()))
                .isEqualTo(new Comparison(
                        ComparisonOperator.EQUAL,
                        new Call("lower", List.of(new ColumnValue(name, AT)), AT),
                        new Text(text, AT),
                        AT));
    }

    @Property(tries = 1000)
    void aTextSurvivesTheWayThroughUtf8(@ForAll("texts") String text) {
        String written = value(text).text();
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(written);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsBuiltAlikeIsEqualAndWhatDiffersIsNot(@ForAll("texts") String one, @ForAll("texts") String other) {
        assertThat(column(one).eq(other))
                .isEqualTo(column(one).eq(other))
                .hasSameHashCodeAs(column(one).eq(other));
        assertThat(column(one).equals(column(other))).isEqualTo(one.equals(other));
        assertThat(value(one).equals(value(other))).isEqualTo(one.equals(other));
        assertThat(column(one)).isNotEqualTo(value(one));
    }

    @Example
    void aLongChainOfConditionsIsWideAndNotDeep() {
        Condition chain = IntStream.range(0, 1000)
                .mapToObj(i -> column("a").ne(i))
                .reduce(Condition::and)
                .orElseThrow();

        assertThat(Read.tree(chain.text()))
                .isInstanceOfSatisfying(
                        And.class, and -> assertThat(and.operands()).hasSize(1000));
    }

    @Example
    void whatIsNestedAsDeeplyAsAWorkerAllowsIsRead() {
        Expression sum = column("a");
        for (int level = 1; level < io.framewright.query.expression.Expression.MAX_DEPTH; level++) {
            sum = sum.plus(1);
        }

        assertThat(Read.tree(sum.text())).isInstanceOf(Arithmetic.class);
        assertThat(io.framewright.query.expression.Expression.parse(sum.plus(1).text())
                        .isLeft())
                .isTrue();
    }

    @Provide
    Arbitrary<Built<Expression>> values() {
        return RandomExpressions.values(DEPTH);
    }

    @Provide
    Arbitrary<Built<Condition>> conditions() {
        return RandomExpressions.conditions(DEPTH);
    }

    @Provide
    Arbitrary<String> texts() {
        return RandomExpressions.texts();
    }
}
