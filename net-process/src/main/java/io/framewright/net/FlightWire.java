package io.framewright.net;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of Arrow Flight (Flight.proto) that are read and written here, but those that carry rows: see
 * {@link FlightMessage}. There are few and they are small, so that no generated classes are needed.
 */
final class FlightWire {
    private static final int PATH = 1;
    private static final int CMD = 2;

    private FlightWire() {}

    /**
     * What a FlightDescriptor says.
     *
     * @param type 1 for a path, 2 for a cmd
     */
    record Descriptor(int type, byte[] cmd, List<String> path) {
        boolean isPath() {
            return type == PATH;
        }

        boolean isCmd() {
            return type == CMD;
        }
    }

    /** Takes one field of a message; false if it is none that is known. */
    @FunctionalInterface
    private interface Field {
        boolean read(int number, CodedInputStream in) throws IOException;
    }

    /** Writes the fields of a message. */
    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    /** @return left {@code MALFORMED_COMMAND} */
    static Either<Failure, Descriptor> descriptor(byte[] message) {
        int[] type = new int[1];
        byte[][] cmd = {new byte[0]};
        List<String> path = new ArrayList<>();
        return read(message, "FlightDescriptor", (number, in) -> {
                    switch (number) {
                        case 1 -> type[0] = in.readEnum();
                        case 2 -> cmd[0] = in.readByteArray();
                        case 3 -> path.add(in.readStringRequireUtf8());
                        default -> {
                            return false;
                        }
                    }
                    return true;
                })
                .map(read -> new Descriptor(type[0], cmd[0], List.copyOf(path)));
    }

    /** The bytes in a Ticket. */
    static Either<Failure, byte[]> ticket(byte[] message) {
        return firstBytes(message, "Ticket");
    }

    /** The expression in Criteria; empty if there is none. */
    static Either<Failure, byte[]> criteria(byte[] message) {
        return firstBytes(message, "Criteria");
    }

    private static Either<Failure, byte[]> firstBytes(byte[] message, String name) {
        byte[][] bytes = {new byte[0]};
        return read(message, name, (number, in) -> {
                    if (number != 1) {
                        return false;
                    }
                    bytes[0] = in.readByteArray();
                    return true;
                })
                .map(read -> bytes[0]);
    }

    private static Either<Failure, Boolean> read(byte[] message, String name, Field field) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (!field.read(WireFormat.getTagFieldNumber(tag), in) && !in.skipField(tag)) {
                    return Either.left(malformed(name));
                }
            }
            return Either.right(true);
        } catch (IOException notOfProtobuf) {
            return Either.left(malformed(name));
        }
    }

    private static Failure malformed(String name) {
        return Failure.of(FailureCode.MALFORMED_COMMAND, "The request is no " + name + " of Arrow Flight.");
    }

    /** @param locations where it is served; empty for where it was told of */
    static byte[] endpoint(byte[] ticket, List<String> locations) {
        byte[] wrapped = message(out -> out.writeByteArray(1, ticket));
        return message(out -> {
            out.writeByteArray(1, wrapped);
            for (String location : locations) {
                out.writeByteArray(2, message(inner -> inner.writeString(1, location)));
            }
        });
    }

    /**
     * A FlightInfo whose endpoints are in the order of the rows.
     *
     * @param schema as an encapsulated message
     * @param descriptor as it was sent
     * @param bytes of all rows, estimated
     */
    static byte[] info(
            byte[] schema, byte[] descriptor, List<byte[]> endpoints, long records, long bytes, byte[] appMetadata) {
        return message(out -> {
            out.writeByteArray(1, schema);
            out.writeByteArray(2, descriptor);
            for (byte[] endpoint : endpoints) {
                out.writeByteArray(3, endpoint);
            }
            out.writeInt64(4, records);
            out.writeInt64(5, bytes);
            out.writeBool(6, true);
            out.writeByteArray(7, appMetadata);
        });
    }

    static byte[] schemaResult(byte[] schema) {
        return message(out -> out.writeByteArray(1, schema));
    }

    static byte[] pathDescriptor(List<String> path) {
        return message(out -> {
            out.writeEnum(1, PATH);
            for (String each : path) {
                out.writeString(3, each);
            }
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
        return bytes.toByteArray();
    }
}
