package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a request is answered with, once it is known that it can be answered. */
@FunctionalInterface
interface Answer {
    String JSON = "application/json";

    /** Writes head and body. Blocks for as long as the reader does. */
    void write(Context request) throws IOException;

    /** 200 with JSON. */
    static Answer json(JsonNode body) {
        return json(200, body);
    }

    static Answer json(int status, JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return bytes(status, JSON, bytes);
    }

    static Answer bytes(int status, String contentType, byte[] body) {
        return request -> {
            request.status(status).contentType(contentType);
            request.result(body);
        };
    }

    static Answer empty(int status) {
        return request -> request.status(status);
    }

    /** This answer with one more header. */
    default Answer with(String header, String value) {
        return request -> {
            request.header(header, value);
            write(request);
        };
    }
}
