package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.columns;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of Arrow, compared with what Arrow's own library writes and reads, and files that are none. */
class ArrowTest {
    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private Frame load() {
        return right(new ArrowSource("f.arrow").load(loading.context()));
    }

    private Failure failure() {
        return left(new ArrowSource("f.arrow").load(loading.context()));
    }

    private byte[] saved(Frame frame, boolean stream) throws IOException {
        right(new ArrowDestination("f.arrow", stream).save(frame, true, loading.saveContext()));
        return Files.readAllBytes(root.resolve("f.arrow"));
    }

    private static Frame sample() {
        return Frame.ofColumns(List.of(
                new Column("n", IntData.of(ColumnType.INTEGER, 1, IntData.MISSING, 3)),
                new Column("t", TextData.of(Arrays.asList("a", "b", null))),
                new Column("d", IntData.of(ColumnType.LOCAL_DATE, IntData.MISSING, IntData.MISSING, IntData.MISSING))));
    }

    /** A file that Arrow's library writes. */
    private void write(boolean stream, Consumer<FieldVector> fill, FieldVector... vectors) throws IOException {
        for (FieldVector vector : vectors) {
            vector.allocateNew();
            fill.accept(vector);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (VectorSchemaRoot batch = new VectorSchemaRoot(List.of(vectors))) {
            batch.setRowCount(vectors[0].getValueCount());
            if (stream) {
                try (ArrowStreamWriter writer = new ArrowStreamWriter(batch, null, bytes)) {
                    writer.writeBatch();
                }
            } else {
                try (ArrowFileWriter writer = new ArrowFileWriter(batch, null, Channels.newChannel(bytes))) {
                    writer.writeBatch();
                    writer.writeBatch();
                }
            }
        }
        loading.file("f.arrow", bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void arrowsLibraryReadsWhatWeWrite(boolean stream) throws IOException {
        byte[] bytes = saved(sample(), stream);

        try (RootAllocator allocator = new RootAllocator();
                ArrowReader reader = stream
                        ? new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)
                        : new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(bytes), allocator)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            assertThat(batch.getRowCount()).isEqualTo(3);
            assertThat(batch.getVector("n").getObject(0)).isEqualTo(1);
            assertThat(batch.getVector("n").isNull(1)).isTrue();
            try (FieldVector texts = (FieldVector) DictionaryEncoder.decode(
                    batch.getVector("t"),
                    reader.getDictionaryVectors()
                            .get(batch.getVector("t").getField().getDictionary().getId()))) {
                assertThat(texts.getObject(1)).hasToString("b");
                assertThat(texts.isNull(2)).isTrue();
            }
            assertThat(batch.getVector("d").getNullCount()).isEqualTo(3);
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void weReadWhatArrowsLibraryWrites(boolean stream) throws IOException {
        try (RootAllocator allocator = new RootAllocator()) {
            write(
                    stream,
                    vector -> {
                        switch (vector.getName()) {
                            case "tiny" -> ((TinyIntVector) vector).setSafe(0, -5);
                            case "int" -> ((IntVector) vector).setSafe(0, Integer.MIN_VALUE);
                            case "uint" -> ((UInt4Vector) vector).setSafe(0, -1);
                            case "ulong" -> ((UInt8Vector) vector).setSafe(0, -1L);
                            case "long" -> ((BigIntVector) vector).setSafe(0, 7);
                            case "bit" -> ((BitVector) vector).setSafe(0, 1);
                            case "float" -> ((Float4Vector) vector).setSafe(0, 1.5f);
                            case "decimal" -> ((DecimalVector) vector).setSafe(0, new BigDecimal("-12.34"));
                            case "text" -> ((VarCharVector) vector).setSafe(0, "é".getBytes(StandardCharsets.UTF_8));
                            case "large" ->
                                ((LargeVarCharVector) vector).setSafe(0, "x".getBytes(StandardCharsets.UTF_8));
                            case "raw" -> ((VarBinaryVector) vector).setSafe(0, new byte[] {10, -1});
                            case "date" -> ((DateMilliVector) vector).setSafe(0, -1);
                            case "time" -> ((TimeNanoVector) vector).setSafe(0, 1_500_000_000L);
                            case "at" -> ((TimeStampMicroTZVector) vector).setSafe(0, -1_500_000L);
                            case "local" -> ((TimeStampSecVector) vector).setSafe(0, 60);
                            default -> assertThat(vector).isInstanceOf(NullVector.class);
                        }
                        vector.setValueCount(2);
                    },
                    new TinyIntVector("tiny", allocator),
                    new IntVector("int", allocator),
                    new UInt4Vector("uint", allocator),
                    new UInt8Vector("ulong", allocator),
                    new BigIntVector("long", allocator),
                    new BitVector("bit", allocator),
                    new Float4Vector("float", allocator),
                    new DecimalVector("decimal", allocator, 9, 2),
                    new VarCharVector("text", allocator),
                    new LargeVarCharVector("large", allocator),
                    new VarBinaryVector("raw", allocator),
                    new DateMilliVector("date", allocator),
                    new TimeNanoVector("time", allocator),
                    new TimeStampMicroTZVector("at", allocator, "Europe/Berlin"),
                    new TimeStampSecVector("local", allocator),
                    new NullVector("nothing", 2));
        }

        Frame frame = load();

        assertThat(frame.rowCount()).isEqualTo(stream ? 2 : 4);
        assertThat(columns(frame))
                .containsExactly(
                        "tiny INTEGER",
                        "int LONG",
                        "uint LONG",
                        "ulong DOUBLE",
                        "long LONG",
                        "bit BOOLEAN",
                        "float DOUBLE",
                        "decimal DOUBLE",
                        "text STRING",
                        "large STRING",
                        "raw STRING",
                        "date LOCAL_DATE",
                        "time LOCAL_TIME",
                        "at INSTANT",
                        "local LOCAL_DATE_TIME",
                        "nothing STRING");
        List<Object> first = new ArrayList<>();
        frame.columnNames().forEach(name -> first.add(values(frame, name).get(0)));
        assertThat(first)
                .containsExactly(
                        -5,
                        (long) Integer.MIN_VALUE,
                        4294967295L,
                        1.8446744073709552E19,
                        7L,
                        true,
                        1.5,
                        -12.34,
                        "é",
                        "x",
                        "0aff",
                        LocalDate.of(1969, 12, 31),
                        LocalTime.of(0, 0, 1, 500_000_000),
                        Instant.parse("1969-12-31T23:59:58.500Z"),
                        LocalDateTime.of(1970, 1, 1, 0, 1),
                        null);
        frame.columnNames()
                .forEach(name -> assertThat(values(frame, name).get(1)).isNull());
    }

    @Test
    void aColumnThatAFrameCannotHoldIsNamed() throws IOException {
        try (RootAllocator allocator = new RootAllocator()) {
            ListVector list = ListVector.empty("lists", allocator);
            list.addOrGetVector(org.apache.arrow.vector.types.pojo.FieldType.nullable(
                    new org.apache.arrow.vector.types.pojo.ArrowType.Int(32, true)));
            write(true, vector -> vector.setValueCount(1), list);
        }

        Failure failure = failure();

        assertCode(failure, FailureCode.TYPE_MISMATCH);
        assertThat(failure.detail()).containsEntry("column", "lists").containsEntry("type", "List");
    }

    @Test
    void manyBatchesAndLongTextsAreOneFrame() throws IOException {
        int rows = 150_000;
        Frame frame = Frame.ofColumns(List.of(
                new Column(
                        "n",
                        IntData.of(ColumnType.INTEGER, IntStream.range(0, rows).toArray())),
                new Column(
                        "t",
                        TextData.of(IntStream.range(0, rows)
                                .mapToObj(i -> i % 3 == 0 ? null : i % 1000 + "x".repeat(i % 1000 == 7 ? 20_000 : 0))
                                .toList()))));
        saved(frame, false);

        AnyFrames.assertSame(load(), frame);
    }

    @Test
    void everyFileThatIsCutOffIsMalformed() throws IOException {
        byte[] bytes = saved(sample(), false);
        for (int length = 1; length < bytes.length; length++) {
            loading.file("f.arrow", Arrays.copyOf(bytes, length));
            assertCode(failure(), FailureCode.FILE_MALFORMED);
        }
    }

    @Test
    void aStreamThatIsCutOffIsMalformedUnlessBetweenTwoMessages() throws IOException {
        byte[] bytes = saved(sample(), true);
        int readable = 0;
        for (int length = 1; length < bytes.length; length++) {
            loading.file("f.arrow", Arrays.copyOf(bytes, length));
            var read = new ArrowSource("f.arrow").load(loading.context());
            if (read.isLeft()) {
                assertCode(left(read), FailureCode.FILE_MALFORMED);
            } else {
                readable++;
            }
        }
        assertThat(readable).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello, world", "a,b\n1,2\n", "ARROW1", "ARROW1\0\0ARROW1", "\uFFFD\0\0\0\0\0", "{}"})
    void whatIsNoArrowFileIsMalformed(String content) {
        loading.file("f.arrow", content);

        assertCode(failure(), FailureCode.FILE_MALFORMED);
    }

    @Test
    void lengthsThatAreTooLargeAreMalformed() {
        for (int length : new int[] {Integer.MAX_VALUE, 1 << 27, 1 << 20, -2, 8}) {
            ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(-1).putInt(length);
            loading.file("f.arrow", bytes.array());
            assertCode(failure(), FailureCode.FILE_MALFORMED);
        }
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverABug() throws IOException {
        Random random = new Random(7);
        for (boolean stream : new boolean[] {true, false}) {
            byte[] bytes = saved(sample(), stream);
            for (int i = 0; i < 3_000; i++) {
                byte[] damaged = bytes.clone();
                for (int flips = random.nextInt(3); flips >= 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                            ? (byte) random.nextInt()
                            : (byte) (random.nextBoolean() ? 0x7F : 0xFF);
                }
                loading.file("f.arrow", damaged);
                var read = new ArrowSource("f.arrow")
                        .load(loading.context(DataLimits.defaults().withMaxFrameBytes(1 << 24)));
                if (read.isLeft()) {
                    assertThat(left(read).code()).isIn("FILE_MALFORMED", "TYPE_MISMATCH", "MEMORY_LIMIT");
                }
            }
        }
    }

    @Test
    void limitsAreKept() throws IOException {
        saved(sample(), false);
        DataLimits limits = DataLimits.defaults();
        for (DataLimits tight : List.of(
                limits.withMaxRows(2),
                limits.withMaxColumns(2),
                limits.withMaxFrameBytes(16),
                limits.withMaxFileBytes(10, 10))) {
            assertCode(left(new ArrowSource("f.arrow").load(loading.context(tight))), FailureCode.MEMORY_LIMIT);
        }
        saved(Frame.ofColumns(List.of(new Column("t", TextData.of(List.of("abcd"))))), true);
        assertCode(
                left(new ArrowSource("f.arrow").load(loading.context(limits.withMaxCellLength(3)))),
                FailureCode.MEMORY_LIMIT);
    }

    @Test
    void cancelledItStops() throws IOException {
        saved(sample(), true);
        WorkMonitor cancelled = new WorkMonitor() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(long done, long total, String unit) {}
        };

        assertCode(
                left(new ArrowSource("f.arrow")
                        .load(new LoadContext(DataRoots.of(List.of(root)), DataLimits.defaults(), cancelled))),
                FailureCode.COMMAND_CANCELLED);
    }

    @Test
    void halfOfASurrogatePairIsReplaced() throws IOException {
        saved(Frame.ofColumns(List.of(new Column("t", TextData.of(List.of("a\uD83D", "a\uDE00"))))), false);

        Frame frame = load();

        assertThat(values(frame, "t")).containsExactly("a\uFFFD", "a\uFFFD");
        assertThat(((TextData) frame.data().get(0).data()).words()).hasSize(1);
    }
}
