package io.framewright.net;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The methods of Flight. Requests are read as bytes, so that whatever is wrong with them is a failure as any other;
 * what is answered writes itself.
 */
final class FlightMethods {
    static final String SERVICE = "arrow.flight.protocol.FlightService";

    static final MethodDescriptor<byte[], InputStream> LIST_FLIGHTS =
            method("ListFlights", MethodType.SERVER_STREAMING, new Writing());
    static final MethodDescriptor<byte[], InputStream> GET_FLIGHT_INFO =
            method("GetFlightInfo", MethodType.UNARY, new Writing());
    static final MethodDescriptor<byte[], InputStream> GET_SCHEMA =
            method("GetSchema", MethodType.UNARY, new Writing());
    static final MethodDescriptor<byte[], InputStream> DO_GET =
            method("DoGet", MethodType.SERVER_STREAMING, new Writing());

    private FlightMethods() {}

    /** One that is not answered. */
    static MethodDescriptor<byte[], InputStream> other(String name, MethodType type) {
        return method(name, type, new Writing());
    }

    /** The same as who asks another process has it: what comes is kept as it is. */
    static MethodDescriptor<byte[], byte[]> asked(MethodDescriptor<byte[], InputStream> method) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setFullMethodName(method.getFullMethodName())
                .setType(method.getType())
                .build();
    }

    private static MethodDescriptor<byte[], InputStream> method(
            String name, MethodType type, MethodDescriptor.Marshaller<InputStream> answers) {
        return MethodDescriptor.newBuilder(new Bytes(), answers)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setType(type)
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException memoryHasNone) {
                throw new UncheckedIOException(memoryHasNone);
            }
        }
    }

    private static final class Writing implements MethodDescriptor.Marshaller<InputStream> {
        @Override
        public InputStream stream(InputStream message) {
            return message;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return stream;
        }
    }
}
