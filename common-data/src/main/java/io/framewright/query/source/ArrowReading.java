package io.framewright.query.source;

import com.google.flatbuffers.Table;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.source.ArrowExpansion.Expanded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/**
 * Reads the messages of a file or stream one after the other, straight into the columns of a frame. Of Arrow's
 * libraries only the description of the format is used: reading by the place in the file needs no memory outside the
 * heap and no options of the JVM, and nothing that a file says can lead beyond its own bytes.
 */
final class ArrowReading {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_PADDED = 8;
    private static final int CONTINUATION = -1;
    private static final int MOST_METADATA = 1 << 26;

    /** A first batch that is this small says little of the rest. */
    private static final double MOST_BATCHES = 10_000;

    private final ArrowFile file;
    private final LoadContext context;
    private final MemoryBudget budget;
    private final ArrowExpansion expansion;
    private final Map<Long, ArrowDictionary> dictionaries = new HashMap<>();
    private List<ArrowColumn> columns = List.of();
    private boolean schemaSeen;
    private long rows;

    private ArrowReading(ArrowFile file, LoadContext context) {
        this.file = file;
        this.context = context;
        this.budget = new MemoryBudget(context.limits().maxFrameBytes());
        this.expansion = new ArrowExpansion(budget, context.limits().maxExpandedBytes());
    }

    static Frame read(DataFile data, LoadContext context) throws IOException {
        try (SeekableByteChannel channel = data.openChannel()) {
            ArrowFile file = new ArrowFile(data.given(), channel);
            try {
                return new ArrowReading(file, context).read();
            } catch (IndexOutOfBoundsException
                    | IllegalArgumentException
                    | NegativeArraySizeException
                    | ArithmeticException
                    | DateTimeException wrong) {
                // Places within the metadata that lead out of it, and numbers that no value has.
                throw file.malformed("its metadata contradicts itself", 0);
            }
        }
    }

    private Frame read() throws IOException {
        long at = 0;
        if (hasMagic(0)) {
            at = MAGIC_PADDED;
            if (!hasMagic(file.size() - MAGIC.length)) {
                throw file.malformed("it is cut off: it has no footer", file.size());
            }
        }
        long next = at;
        while (next >= 0 && next < file.size()) {
            if (context.monitor().cancelled()) {
                throw new Refused(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it read a file.");
            }
            next = message(next);
            context.monitor().progress(next < 0 ? file.size() : next, file.size(), "bytes");
        }
        if (!schemaSeen) {
            throw file.malformed("it has no schema", at);
        }
        return Frame.ofColumns(columns.stream().map(ArrowColumn::toColumn).toList());
    }

    private boolean hasMagic(long at) throws IOException {
        return at >= 0
                && file.size() >= at + MAGIC.length
                && file.read(at, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /** Reads one message; gives back where the next one begins, or -1 after the last. */
    private long message(long at) throws IOException {
        int first = file.read(at, Integer.BYTES).getInt();
        boolean continued = first == CONTINUATION;
        int length = continued ? file.read(at + Integer.BYTES, Integer.BYTES).getInt() : first;
        long start = at + (continued ? 2L : 1L) * Integer.BYTES;
        if (length == 0) {
            return -1;
        }
        if (length < 0 || length > MOST_METADATA || length > file.size() - start) {
            throw file.malformed("there is no message at byte " + at, at);
        }
        Message message = Message.getRootAsMessage(file.read(start, length));
        if (message.version() != MetadataVersion.V5 && message.version() != MetadataVersion.V4) {
            throw file.malformed("it is of a version of the format before 4, or of one after 5", at);
        }
        long body = start + length;
        if (message.bodyLength() < 0 || message.bodyLength() > file.size() - body) {
            throw file.malformed("it is cut off, or says that it is longer than it is", body);
        }
        switch (message.headerType()) {
            case MessageHeader.Schema -> schema((Schema) header(message, new Schema(), at), at);
            case MessageHeader.DictionaryBatch ->
                dictionary((DictionaryBatch) header(message, new DictionaryBatch(), at), body, message.bodyLength());
            case MessageHeader.RecordBatch -> {
                RecordBatch batch = (RecordBatch) header(message, new RecordBatch(), at);
                read(batch, body, message.bodyLength(), buffers -> {
                    checkRows(buffers.length());
                    expect(buffers.length(), body + message.bodyLength() - at, at);
                    for (ArrowColumn column : columns) {
                        column.read(buffers);
                    }
                });
            }
            default -> throw file.malformed("there is a message at byte " + at + " that no frame is made of", at);
        }
        return body + message.bodyLength();
    }

    private Table header(Message message, Table header, long at) {
        if (message.header(header) == null || (!schemaSeen && !(header instanceof Schema))) {
            throw file.malformed("the message at byte " + at + " comes before the schema, or is empty", at);
        }
        return header;
    }

    private void schema(Schema schema, long at) {
        if (schemaSeen || schema.endianness() != Endianness.Little) {
            throw file.malformed("it has two schemas, or big-endian numbers", at);
        }
        schemaSeen = true;
        int count = schema.fieldsLength();
        if (count > context.limits().maxColumns()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "There are more than " + context.limits().maxColumns() + " columns, which is the limit.",
                    Map.of("maxColumns", context.limits().maxColumns()));
        }
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            KeyValue pair = schema.customMetadata(i);
            if (ArrowMetadata.FORMAT_KEY.equals(pair.key()) && !ArrowMetadata.FORMAT.equals(pair.value())) {
                throw file.malformed(
                        "it is of another version of Framewright's files, and this Framewright reads version "
                                + ArrowMetadata.FORMAT + "; read it with a newer one",
                        at);
            }
        }
        DistinctNames names = new DistinctNames();
        List<ArrowColumn> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(ArrowColumn.of(
                    schema.fields(i), names, dictionaries, context.limits().maxCellLength(), budget));
        }
        columns = read;
    }

    private void dictionary(DictionaryBatch dictionary, long body, long length) throws IOException {
        ArrowDictionary known = dictionaries.get(dictionary.id());
        if (known == null || dictionary.data() == null) {
            throw file.malformed("it has a dictionary that no column is of", body);
        }
        read(dictionary.data(), body, length, batch -> known.read(batch, dictionary.isDelta()));
    }

    /** Takes the values of a batch. */
    @FunctionalInterface
    private interface Reader {
        void read(ArrowBatch batch) throws IOException;
    }

    private void read(RecordBatch batch, long body, long length, Reader reader) throws IOException {
        if (batch.compression() == null) {
            reader.read(new ArrowBatch(file, batch, body, length));
            return;
        }
        Expanded expanded = expansion.expand(file, batch, body, length);
        reader.read(new ArrowBatch(expanded, batch));
        expansion.giveBack(expanded);
    }

    /** By the first batch, how many rows the rest of the file has: arrays that need not grow are not copied. */
    private void expect(long batchRows, long batchBytes, long at) {
        if (rows == batchRows && batchRows > 0) {
            double guess = batchRows * Math.min((double) (file.size() - at) / batchBytes, MOST_BATCHES) + 1;
            int all = (int) Math.min(context.limits().maxRows(), Math.min(Growth.MAX_LENGTH, guess));
            columns.forEach(column -> column.expect(all));
        }
    }

    private void checkRows(long more) {
        rows += more;
        if (rows > context.limits().maxRows()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "There are more than " + context.limits().maxRows() + " rows, which is the limit.",
                    Map.of("maxRows", context.limits().maxRows()));
        }
    }
}
