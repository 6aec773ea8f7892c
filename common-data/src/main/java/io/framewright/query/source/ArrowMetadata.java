package io.framewright.query.source;

import com.google.flatbuffers.FlatBufferBuilder;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** The descriptions that stand between the values in a file. A column's dictionary has its place as id. */
final class ArrowMetadata {
    /** The key in a schema's metadata that says which version of how we write it is of. */
    static final String FORMAT_KEY = "framewright.format";

    /** The version of how we write files. */
    static final String FORMAT = "1";

    private ArrowMetadata() {}

    /** Where a message stands in the file. */
    record Place(long offset, int metadataLength, long bodyLength) {}

    /** A column of a batch: its rows and how many are missing. */
    record Node(long length, long missing) {}

    /** A buffer of a batch, by its place in the body. */
    record Span(long offset, long length) {}

    static ByteBuffer schema(Frame frame) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        return message(builder, MessageHeader.Schema, schema(builder, frame), 0);
    }

    static ByteBuffer recordBatch(long rows, List<Node> nodes, List<Span> spans, long bodyLength, boolean zstd) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        return message(builder, MessageHeader.RecordBatch, batch(builder, rows, nodes, spans, zstd), bodyLength);
    }

    static ByteBuffer dictionary(long id, long words, List<Span> spans, long bodyLength, boolean zstd) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int data = batch(builder, words, List.of(new Node(words, 0)), spans, zstd);
        int dictionary = DictionaryBatch.createDictionaryBatch(builder, id, data, false);
        return message(builder, MessageHeader.DictionaryBatch, dictionary, bodyLength);
    }

    static ByteBuffer footer(Frame frame, List<Place> dictionaries, List<Place> batches) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int schema = schema(builder, frame);
        Footer.startDictionariesVector(builder, dictionaries.size());
        int dictionaryBlocks = blocks(builder, dictionaries);
        Footer.startRecordBatchesVector(builder, batches.size());
        int batchBlocks = blocks(builder, batches);
        Footer.startFooter(builder);
        Footer.addVersion(builder, MetadataVersion.V5);
        Footer.addSchema(builder, schema);
        Footer.addDictionaries(builder, dictionaryBlocks);
        Footer.addRecordBatches(builder, batchBlocks);
        builder.finish(Footer.endFooter(builder));
        return builder.dataBuffer();
    }

    private static int blocks(FlatBufferBuilder builder, List<Place> places) {
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            Block.createBlock(builder, place.offset(), place.metadataLength(), place.bodyLength());
        }
        return builder.endVector();
    }

    private static ByteBuffer message(FlatBufferBuilder builder, byte type, int header, long bodyLength) {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength, 0));
        return builder.dataBuffer();
    }

    private static int batch(FlatBufferBuilder builder, long rows, List<Node> nodes, List<Span> spans, boolean zstd) {
        RecordBatch.startNodesVector(builder, nodes.size());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(
                    builder, nodes.get(i).length(), nodes.get(i).missing());
        }
        int nodeVector = builder.endVector();
        RecordBatch.startBuffersVector(builder, spans.size());
        for (int i = spans.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, spans.get(i).offset(), spans.get(i).length());
        }
        int bufferVector = builder.endVector();
        int compression = zstd
                ? BodyCompression.createBodyCompression(builder, CompressionType.ZSTD, BodyCompressionMethod.BUFFER)
                : 0;
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows);
        RecordBatch.addNodes(builder, nodeVector);
        RecordBatch.addBuffers(builder, bufferVector);
        if (zstd) {
            RecordBatch.addCompression(builder, compression);
        }
        return RecordBatch.endRecordBatch(builder);
    }

    private static int schema(FlatBufferBuilder builder, Frame frame) {
        int[] fields = new int[frame.data().size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = field(builder, frame.data().get(i), i);
        }
        int vector = Schema.createFieldsVector(builder, fields);
        int format = KeyValue.createKeyValue(builder, builder.createString(FORMAT_KEY), builder.createString(FORMAT));
        int metadata = Schema.createCustomMetadataVector(builder, new int[] {format});
        Schema.startSchema(builder);
        Schema.addEndianness(builder, Endianness.Little);
        Schema.addFields(builder, vector);
        Schema.addCustomMetadata(builder, metadata);
        return Schema.endSchema(builder);
    }

    private static int field(FlatBufferBuilder builder, Column column, int place) {
        int name = builder.createString(column.name());
        int type = type(builder, column.type());
        int children = Field.createChildrenVector(builder, new int[0]);
        int encoding = 0;
        if (column.type() == ColumnType.STRING) {
            int index = Int.createInt(builder, Integer.SIZE, true);
            encoding = DictionaryEncoding.createDictionaryEncoding(
                    builder, place, index, false, DictionaryKind.DenseArray);
        }
        Field.startField(builder);
        Field.addName(builder, name);
        Field.addNullable(builder, true);
        Field.addTypeType(builder, typeType(column.type()));
        Field.addType(builder, type);
        Field.addChildren(builder, children);
        if (encoding != 0) {
            Field.addDictionary(builder, encoding);
        }
        return Field.endField(builder);
    }

    private static byte typeType(ColumnType type) {
        return switch (type) {
            case INTEGER, LONG -> Type.Int;
            case DOUBLE -> Type.FloatingPoint;
            case BOOLEAN -> Type.Bool;
            case STRING -> Type.Utf8;
            case LOCAL_DATE -> Type.Date;
            case LOCAL_TIME -> Type.Time;
            case LOCAL_DATE_TIME, INSTANT -> Type.Timestamp;
        };
    }

    private static int type(FlatBufferBuilder builder, ColumnType type) {
        return switch (type) {
            case INTEGER -> Int.createInt(builder, Integer.SIZE, true);
            case LONG -> Int.createInt(builder, Long.SIZE, true);
            case DOUBLE -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case BOOLEAN -> {
                Bool.startBool(builder);
                yield Bool.endBool(builder);
            }
            case STRING -> {
                Utf8.startUtf8(builder);
                yield Utf8.endUtf8(builder);
            }
            case LOCAL_DATE -> Date.createDate(builder, DateUnit.DAY);
            case LOCAL_TIME -> Time.createTime(builder, TimeUnit.MILLISECOND, Integer.SIZE);
            case LOCAL_DATE_TIME -> Timestamp.createTimestamp(builder, TimeUnit.MILLISECOND, 0);
            case INSTANT -> Timestamp.createTimestamp(builder, TimeUnit.MILLISECOND, builder.createString("UTC"));
        };
    }
}
