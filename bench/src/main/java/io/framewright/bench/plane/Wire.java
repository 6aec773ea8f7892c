package io.framewright.bench.plane;

import com.rabbitmq.client.AMQP;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * Messages of one peer, cheap to make and to recognise: command ids share a prefix and end in the command's number, so
 * that the driver parses nothing.
 */
final class Wire {
    private static final int PREFIX = 24;
    private static final int DIGITS = 12;
    /** Makes a command about 200 bytes long. */
    private static final String TEXT = "fifty letters and some more, so that it has its bytes.";

    private final byte[] prefix;
    private final boolean celery;

    Wire(boolean celery) {
        this.prefix = UUID.randomUUID().toString().substring(0, PREFIX).getBytes(StandardCharsets.US_ASCII);
        this.celery = celery;
    }

    private String id(long number) {
        return new String(prefix, StandardCharsets.US_ASCII) + HexFormat.of().toHexDigits(number, DIGITS);
    }

    byte[] body(long number) {
        String body = celery
                ? "[[" + number + ",\"" + TEXT
                        + "\"],{},{\"callbacks\":null,\"errbacks\":null,\"chain\":null,\"chord\":null}]"
                : "{\"commandType\":\"ECHO\",\"commandId\":\"" + id(number)
                        + "\",\"timeStamp\":\"2026-11-23T02:48:00.123Z\",\"data\":{\"number\":" + number
                        + ",\"text\":\"" + TEXT + "\"}}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    AMQP.BasicProperties properties(long number) {
        AMQP.BasicProperties.Builder properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(2);
        if (celery) {
            String id = id(number);
            Map<String, Object> headers = new HashMap<>();
            headers.put("lang", "py");
            headers.put("task", "bench.echo");
            headers.put("id", id);
            headers.put("root_id", id);
            headers.put("retries", 0);
            properties.contentEncoding("utf-8").correlationId(id).headers(headers);
        }
        return properties.build();
    }

    /** The number of the command that this answers with success; -1 if it does not. */
    long answered(byte[] event) {
        if (find(event, "SUCCE".getBytes(StandardCharsets.US_ASCII)) < 0) {
            return -1;
        }
        int at = find(event, prefix);
        if (at < 0 || at + PREFIX + DIGITS > event.length) {
            return -1;
        }
        long number = 0;
        for (int i = at + PREFIX; i < at + PREFIX + DIGITS; i++) {
            number = number << 4 | HexFormat.fromHexDigit(event[i]);
        }
        return number;
    }

    private static int find(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
