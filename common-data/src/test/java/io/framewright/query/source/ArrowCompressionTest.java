package io.framewright.query.source;

import static io.framewright.query.source.Loading.assertCode;
import static io.framewright.query.source.Loading.left;
import static io.framewright.query.source.Loading.right;
import static io.framewright.query.source.Loading.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of Arrow whose buffers are compressed, compared with what Arrow's own library writes and reads. */
class ArrowCompressionTest {
    private static final int ROWS = 30_000;

    @TempDir
    Path root;

    private Loading loading = new Loading(Path.of("."));

    @BeforeEach
    void openRoot() {
        loading = new Loading(root);
    }

    private static Frame sample(int rows) {
        return Frame.ofColumns(List.of(
                new Column(
                        "n",
                        IntData.of(
                                ColumnType.INTEGER,
                                IntStream.range(0, rows)
                                        .map(i -> i % 7 == 0 ? IntData.MISSING : i)
                                        .toArray())),
                new Column(
                        "t",
                        TextData.of(IntStream.range(0, rows)
                                .mapToObj(i -> i % 5 == 0 ? null : "text " + i % 999)
                                .toList()))));
    }

    private byte[] saved(int rows) throws IOException {
        right(new ArrowDestination("f.arrow", false, Compression.ZSTD).save(sample(rows), true, loading.saveContext()));
        return Files.readAllBytes(root.resolve("f.arrow"));
    }

    private byte[] arrows(CodecType codec, int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RootAllocator allocator = new RootAllocator();
                IntVector numbers = new IntVector("n", allocator);
                VarCharVector texts = new VarCharVector("t", allocator)) {
            numbers.allocateNew(rows);
            texts.allocateNew();
            for (int i = 0; i < rows; i++) {
                if (i % 7 != 0) {
                    numbers.setSafe(i, i);
                }
                if (i % 5 != 0) {
                    texts.setSafe(i, ("text " + i % 999).getBytes(StandardCharsets.UTF_8));
                }
            }
            numbers.setValueCount(rows);
            texts.setValueCount(rows);
            try (VectorSchemaRoot batch = new VectorSchemaRoot(List.<FieldVector>of(numbers, texts));
                    ArrowFileWriter writer = new ArrowFileWriter(
                            batch,
                            null,
                            Channels.newChannel(bytes),
                            null,
                            IpcOption.DEFAULT,
                            CommonsCompressionFactory.INSTANCE,
                            codec)) {
                writer.writeBatch();
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = CodecType.class,
            names = {"LZ4_FRAME", "ZSTD"})
    void weReadWhatArrowsLibraryCompresses(CodecType codec) throws IOException {
        loading.file("f.arrow", arrows(codec, ROWS));

        AnyFrames.assertSame(right(new ArrowSource("f.arrow").load(loading.context())), sample(ROWS));
    }

    @Test
    void arrowsLibraryReadsWhatWeCompress() throws IOException {
        byte[] bytes = saved(ROWS);

        assertThat(bytes.length).isLessThan(ROWS * 4);
        try (RootAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(
                        new ByteArrayReadableSeekableByteChannel(bytes),
                        allocator,
                        CommonsCompressionFactory.INSTANCE)) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            Frame frame = sample(ROWS);
            try (FieldVector texts = (FieldVector) DictionaryEncoder.decode(
                    batch.getVector("t"),
                    reader.getDictionaryVectors()
                            .get(batch.getVector("t").getField().getDictionary().getId()))) {
                for (int row = 0; row < ROWS; row++) {
                    assertThat(batch.getVector("n").getObject(row))
                            .isEqualTo(frame.data().get(0).data().get(row));
                    Object text = texts.getObject(row);
                    assertThat(text == null ? null : text.toString())
                            .isEqualTo(frame.data().get(1).data().get(row));
                }
            }
        }
    }

    @Test
    void whatIsCompressedComesBack() throws IOException {
        saved(200_000);

        Frame frame = right(new ArrowSource("f.arrow").load(loading.context()));

        assertThat(values(frame, "t")).isEqualTo(values(sample(200_000), "t"));
    }

    @Test
    void beyondTheLimitItIsRefused() throws IOException {
        int size = saved(ROWS).length;
        DataLimits limits = DataLimits.defaults().withMaxFileBytes(size, size);

        assertCode(left(new ArrowSource("f.arrow").load(loading.context(limits))), FailureCode.MEMORY_LIMIT);
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverABug() throws IOException {
        Random random = new Random(11);
        for (byte[] bytes : List.of(saved(50), arrows(CodecType.LZ4_FRAME, 50), arrows(CodecType.ZSTD, 50))) {
            for (int i = 0; i < 600; i++) {
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
}
