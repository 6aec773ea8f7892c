package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
    @TempDir
    Path root;

    private String sqlite = "";

    @BeforeEach
    void makeTables() {
        sqlite = TestDatabases.url("sqlite", root);
        TestDatabases.run(
                sqlite,
                "create table cities (name text, people integer, founded date)",
                "insert into cities values ('Bern', 134000, '1191-01-01'), ('Genf', null, null)");
    }

    private Either<Failure, Frame> load(Source source, DataLimits limits, WorkMonitor monitor) {
        return source.load(new LoadContext(DataRoots.none(), TestDatabases.all(root), limits, monitor));
    }

    private Either<Failure, Frame> query(String database, String sql) {
        return load(
                new SqlSource(database, Optional.of(sql), Optional.empty()), DataLimits.defaults(), WorkMonitor.NONE);
    }

    private Either<Failure, Frame> table(String database, String table) {
        return load(
                new SqlSource(database, Optional.empty(), Optional.of(table)), DataLimits.defaults(), WorkMonitor.NONE);
    }

    private Either<Failure, Destination.Saved> save(Frame frame, String table, boolean overwrite, WorkMonitor monitor) {
        return new SqlDestination("sqlite", table)
                .save(frame, overwrite, new SaveContext(DataRoots.none(), TestDatabases.all(root), monitor));
    }

    private static Frame numbers(int count) {
        return Frame.ofColumns(List.of(new Column(
                "n", IntData.of(ColumnType.INTEGER, IntStream.range(0, count).toArray()))));
    }

    @Test
    void aTableAndAQueryAreRead() {
        Frame all = right(table("sqlite", "cities"));
        assertThat(columns(all)).containsExactly("name STRING", "people INTEGER", "founded LOCAL_DATE");
        assertThat(values(all, "people")).containsExactly(134000, null);

        Frame some = right(query("sqlite", "select name, people * 2 as twice from cities where people > 1"));
        assertThat(values(some, "twice")).containsExactly(268000);
    }

    @Test
    void aTableIsReadBySchemaAndByNamesThatNeedQuotes() {
        TestDatabases.run(sqlite, "create table \"odd \"\" name\" (\"a b\" integer)");

        assertThat(columns(right(table("sqlite", "odd \" name")))).containsExactly("a b INTEGER");
        assertThat(right(table("sqlite", "main.cities")).rowCount()).isEqualTo(2);
    }

    @Test
    void columnsOfOneNameAndOfNoneGetNamesOfTheirOwn() {
        Frame frame = right(query("sqlite", "select 1 as a, 2 as A, 3 as ''"));

        assertThat(frame.columnNames()).containsExactly("a", "A_2", "column3");
    }

    @Test
    void sqliteColumnsWithValuesOfOtherTypesAreWidened() {
        TestDatabases.run(
                sqlite,
                "create table mixed (i integer, d date, b boolean, r real, t timestamp, x blob)",
                "insert into mixed values (1, '2001-01-31', 1, 1, '2001-01-31 18:20:00', x'0aff')",
                "insert into mixed values ('one', 'yesterday', 2, 2.5, null, null)");

        Frame frame = right(table("sqlite", "mixed"));

        assertThat(columns(frame))
                .containsExactly("i STRING", "d STRING", "b LONG", "r DOUBLE", "t LOCAL_DATE_TIME", "x STRING");
        assertThat(values(frame, "i")).containsExactly("1", "one");
        assertThat(values(frame, "x")).containsExactly("0aff", null);
    }

    @Test
    void typesOfPostgreSqlBecomeThoseOfFrames() {
        TestDatabases.assumeThere("postgresql", root);

        Frame frame = right(query("postgresql", """
                select 1::smallint as s, -2147483648 as i, 2::bigint as l, 1.25::numeric(9,2) as scaled,
                  sum(n) as whole, 3.5::numeric as part, 1.5::real as r, true as b, 'x'::char(3) as c,
                  date '2001-01-31' as d, time '18:20' as t, timestamp '2001-01-31 18:20:00.123456' as dt,
                  timestamptz '2001-01-31 18:20:00+01' as at, '{"a": 1}'::jsonb as j, 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::uuid as u,
                  array[1,2] as arr, '\\x0aff'::bytea as raw, 'NaN'::numeric as nan, null as nothing, '1:00+01'::timetz as tz
                from (values (1::bigint), (2)) as v(n)"""));

        assertThat(columns(frame))
                .containsExactly(
                        "s INTEGER",
                        "i LONG",
                        "l LONG",
                        "scaled DOUBLE",
                        "whole LONG",
                        "part DOUBLE",
                        "r DOUBLE",
                        "b BOOLEAN",
                        "c STRING",
                        "d LOCAL_DATE",
                        "t LOCAL_TIME",
                        "dt LOCAL_DATE_TIME",
                        "at INSTANT",
                        "j STRING",
                        "u STRING",
                        "arr STRING",
                        "raw STRING",
                        "nan DOUBLE",
                        "nothing STRING",
                        "tz STRING");
        assertThat(values(frame, "i")).containsExactly((long) Integer.MIN_VALUE);
        assertThat(values(frame, "whole")).containsExactly(3L);
        assertThat(values(frame, "d")).containsExactly(LocalDate.of(2001, 1, 31));
        assertThat(values(frame, "dt")).containsExactly(LocalDateTime.parse("2001-01-31T18:20:00.123"));
        assertThat(values(frame, "at")).containsExactly(Instant.parse("2001-01-31T17:20:00Z"));
        assertThat(values(frame, "raw")).containsExactly("0aff");
        assertThat(values(frame, "nan")).containsExactly((Object) null);
    }

    @Test
    void wholeNumbersOfDuckDbOfAnySizeAreNumbers() {
        Frame frame = right(query(
                "duckdb",
                "select sum(n) as total, 170141183460469231731687303715884105727 as huge, 1.5::decimal(4,1) as part"
                        + " from (values (1), (2)) as v(n)"));

        assertThat(columns(frame)).containsExactly("total LONG", "huge DOUBLE", "part DOUBLE");
        assertThat(values(frame, "total")).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select -9223372036854775808", "select timestamp 'infinity'", "select date '40000-01-01'"})
    void aValueThatAFrameCannotHoldIsRefusedAndNeverTakenForMissing(String sql) {
        TestDatabases.assumeThere("postgresql", root);

        Failure failure = left(query("postgresql", sql.replace("select", "select 1 as a,") + " as b"));

        assertCode(failure, FailureCode.TYPE_MISMATCH);
        assertThat(failure.detail()).containsEntry("column", "b").containsEntry("row", 1L);
    }

    @Test
    void onlyDatabasesThatAreAllowedAreUsedByNameOrBareUrl() {
        Databases databases =
                Databases.of(Map.of("shop", "jdbc:postgresql://ann:s3cret@db:5432/shop?ssl=true&password=pw1"));

        assertThat(right(databases.find("shop")).name()).isEqualTo("shop");
        assertThat(right(databases.find("jdbc:postgresql://db:5432/shop")).name())
                .isEqualTo("shop");
        for (String refused : List.of(
                "other",
                "jdbc:postgresql://db:5432/shop?socketFactory=evil",
                "jdbc:postgresql://ann:s3cret@db:5432/shop",
                "jdbc:postgresql://db:5432/shop2",
                "SHOP")) {
            Failure failure = left(databases.find(refused));
            assertCode(failure, FailureCode.SOURCE_NOT_ALLOWED);
            assertThat(failure.message()).contains("shop").doesNotContain("s3cret", "evil", "db:5432");
        }
        assertThat(databases).hasToString("[shop]");
    }

    @Test
    void withoutConfigurationNoDatabaseIsAllowed() {
        Failure failure = left(new SqlSource(sqlite, Optional.empty(), Optional.of("cities"))
                .load(new LoadContext(DataRoots.none(), DataLimits.defaults(), WorkMonitor.NONE)));

        assertCode(failure, FailureCode.SOURCE_NOT_ALLOWED);
        assertThat(failure.message()).contains("--database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "1a", "ä"})
    void aNameOfADatabaseIsPlain(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Databases.of(Map.of(name, "jdbc:x:y")));
    }

    @Test
    void whatADatabaseSaysIsToldWithItsSqlStateAndWithoutCredentials() {
        TestDatabases.assumeThere("postgresql", root);
        Databases databases =
                Databases.of(Map.of("pg", "jdbc:postgresql://127.0.0.1:5432/test?user=root&password=topsecret"));

        Failure failure = left(new SqlSource("pg", Optional.of("select topsecret"), Optional.empty())
                .load(new LoadContext(DataRoots.none(), databases, DataLimits.defaults(), WorkMonitor.NONE)));

        assertCode(failure, FailureCode.DATABASE_FAILED);
        assertThat(failure.detail()).containsEntry("sqlState", "42703").containsEntry("database", "pg");
        assertThat(failure.message()).contains("does not exist").doesNotContain("topsecret", "root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/test?user=adalbert&password=topsecret",
                "jdbc:postgresql://127.0.0.1:5432/nosuch?user=adalbert&password=topsecret",
                "jdbc:nosuchproduct://adalbert:topsecret@host/db",
                "jdbc:sqlite:/no/such/directory/topsecret.db"
            })
    void aDatabaseThatCannotBeReachedIsToldWithoutItsUrl(String url) {
        Databases databases = Databases.of(Map.of("far", url));

        Failure failure = left(new SqlSource("far", Optional.of("select 1"), Optional.empty())
                .load(new LoadContext(DataRoots.none(), databases, DataLimits.defaults(), WorkMonitor.NONE)));

        assertCode(failure, FailureCode.DATABASE_UNAVAILABLE);
        assertThat(failure.toString()).contains("far").doesNotContain("topsecret", "adalbert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selec 1",
                "select * from nothing",
                "insert into cities values ('a', 1, null)",
                "",
                "select 1, from"
            })
    void aStatementThatIsNoQueryIsRefused(String sql) {
        assertCode(left(query("sqlite", sql)), FailureCode.DATABASE_FAILED);
        assertThat(TestDatabases.ask(sqlite, "select count(*) from cities")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into kept values (2) returning n",
                "select 1; insert into kept values (2)",
                "with gone as (delete from kept returning n) select * from gone"
            })
    void aQueryChangesNothing(String sql) {
        TestDatabases.assumeThere("postgresql", root);
        String url = TestDatabases.url("postgresql", root);
        TestDatabases.run(
                url, "drop table if exists kept", "create table kept (n integer)", "insert into kept values (1)");
        try {
            assertCode(left(query("postgresql", sql)), FailureCode.DATABASE_FAILED);
            assertThat(TestDatabases.ask(url, "select count(*) from kept")).isEqualTo("1");
        } finally {
            TestDatabases.run(url, "drop table kept");
        }
    }

    @Test
    void databasesInFilesReachNoOtherFiles() throws Exception {
        Path other = Files.writeString(root.resolve("secret.csv"), "a\n1\n");
        TestDatabases.run("jdbc:sqlite:" + root.resolve("other.sqlite"), "create table t (n integer)");

        assertCode(left(query("duckdb", "select * from read_csv('" + other + "')")), FailureCode.DATABASE_FAILED);
        assertCode(
                left(query("sqlite", "attach database '" + root.resolve("other.sqlite") + "' as other")),
                FailureCode.DATABASE_FAILED);
        assertCode(
                left(query("sqlite", "vacuum into '" + root.resolve("copy.sqlite") + "'")),
                FailureCode.DATABASE_FAILED);
        assertThat(root.resolve("copy.sqlite")).doesNotExist();
    }

    @Test
    void limitsAreKept() {
        DataLimits limits = DataLimits.defaults();
        SqlSource cities = new SqlSource("sqlite", Optional.empty(), Optional.of("cities"));

        assertLimit(cities, limits.withMaxRows(1), "maxRows");
        assertLimit(cities, limits.withMaxColumns(2), "maxColumns");
        assertLimit(cities, limits.withMaxCellLength(3), "maxCellLength");
        assertLimit(cities, limits.withMaxFrameBytes(100), "maxFrameBytes");
    }

    private void assertLimit(Source source, DataLimits limits, String detail) {
        Failure failure = left(load(source, limits, WorkMonitor.NONE));
        assertCode(failure, FailureCode.MEMORY_LIMIT);
        assertThat(failure.detail()).containsKey(detail);
    }

    @Test
    void progressIsTold() {
        List<Long> told = new ArrayList<>();
        WorkMonitor monitor = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(long done, long total, String unit) {
                told.add(done);
                assertThat(unit).isEqualTo("rows");
            }
        };
        assertThat(right(save(numbers(10_000), "many", false, monitor)).rowCount())
                .isEqualTo(10_000);
        assertThat(told).isNotEmpty();
        told.clear();

        right(load(new SqlSource("sqlite", Optional.empty(), Optional.of("many")), DataLimits.defaults(), monitor));

        assertThat(told).containsExactly(4096L, 8192L);
    }

    @Test
    void aStatementThatRunsIsCancelled() {
        TestDatabases.assumeThere("postgresql", root);
        long start = System.nanoTime();
        WorkMonitor soon = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return System.nanoTime() - start > Duration.ofMillis(200).toNanos();
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };

        Failure failure = Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> left(load(
                        new SqlSource("postgresql", Optional.of("select pg_sleep(60)"), Optional.empty()),
                        DataLimits.defaults(),
                        soon)));

        assertCode(failure, FailureCode.COMMAND_CANCELLED);
    }

    @Test
    void aTableThatIsThereIsReplacedOnlyIfItMayBe() {
        right(save(numbers(3), "t", false, WorkMonitor.NONE));

        Failure failure = left(save(numbers(5), "t", false, WorkMonitor.NONE));
        assertCode(failure, FailureCode.TABLE_EXISTS);
        assertThat(failure.detail()).containsEntry("table", "t");
        assertThat(TestDatabases.ask(sqlite, "select count(*) from t")).isEqualTo("3");

        right(save(numbers(5), "t", true, WorkMonitor.NONE));
        assertThat(TestDatabases.ask(sqlite, "select count(*) from t")).isEqualTo("5");
    }

    @Test
    void aTableIsAsItWasIfItsRowsCannotBeReplaced() {
        TestDatabases.run(sqlite, "create table odd (n integer check (n < 3))", "insert into odd values (1)");

        assertCode(left(save(numbers(5), "odd", true, WorkMonitor.NONE)), FailureCode.DATABASE_FAILED);
        assertCode(left(save(numbers(2), "cities", true, WorkMonitor.NONE)), FailureCode.COLUMN_NOT_FOUND);

        assertThat(TestDatabases.ask(sqlite, "select count(*) from odd")).isEqualTo("1");
        assertThat(TestDatabases.ask(sqlite, "select count(*) from cities")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "postgresql", "mariadb"})
    void aNewTableIsGoneIfItsRowsCannotBeSaved(String database) {
        TestDatabases.assumeThere(database, root);
        boolean[] begun = {false};
        WorkMonitor untilRows = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return begun[0];
            }

            @Override
            public void progress(long done, long total, String unit) {
                begun[0] = true;
            }
        };

        Failure failure = left(new SqlDestination(database, "half_a_table")
                .save(numbers(20_001), false, new SaveContext(DataRoots.none(), TestDatabases.all(root), untilRows)));

        assertCode(failure, FailureCode.COMMAND_CANCELLED);
        assertCode(left(table(database, "half_a_table")), FailureCode.DATABASE_FAILED);
    }

    @Test
    void aFrameWithoutColumnsIsNoTable() {
        assertCode(left(save(Frame.empty(), "none", false, WorkMonitor.NONE)), FailureCode.INVALID_COMMAND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a\u0000b", " "})
    void aNameThatCannotBeATableIsRefused(String name) {
        assertCode(left(table("sqlite", name)), FailureCode.INVALID_COMMAND);
        assertCode(left(save(numbers(1), name, false, WorkMonitor.NONE)), FailureCode.INVALID_COMMAND);
    }

    @Test
    void textsWithQuotesAreNeverReadAsStatements() {
        Frame frame = Frame.ofColumns(List.of(new Column(
                "x\"); drop table cities; --", TextData.of(Arrays.asList("'); drop table cities; --", null)))));

        right(save(frame, "t\"; drop table cities; --", false, WorkMonitor.NONE));

        AnyFrames.assertSame(right(table("sqlite", "t\"; drop table cities; --")), frame);
        assertThat(right(table("sqlite", "cities")).rowCount()).isEqualTo(2);
    }
}
