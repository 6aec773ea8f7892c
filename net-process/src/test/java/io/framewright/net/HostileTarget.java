package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The server that hostile requests go to, and what came back last. */
final class HostileTarget {
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");

    private final TestServer server;
    private final RowReceiver receiver;
    private final String own;
    private final String other;
    private final String admin;
    private final String reader;
    private final String bound;
    private final String expired;
    private String lastAnswer = "";

    HostileTarget(
            TestServer server,
            RowReceiver receiver,
            String own,
            String other,
            String admin,
            String reader,
            String bound,
            String expired) {
        this.server = server;
        this.receiver = receiver;
        this.own = own;
        this.other = other;
        this.admin = admin;
        this.reader = reader;
        this.bound = bound;
        this.expired = expired;
    }

    TestServer server() {
        return server;
    }

    RowReceiver receiver() {
        return receiver;
    }

    /** The path of a worker that has a frame, which the bound token is for. */
    String own() {
        return own;
    }

    /** The path of another worker. */
    String other() {
        return other;
    }

    String admin() {
        return admin;
    }

    String reader() {
        return reader;
    }

    String bound() {
        return bound;
    }

    String expired() {
        return expired;
    }

    String lastAnswer() {
        return lastAnswer;
    }

    String get(String path, String token) {
        return told(server.get(path, "Authorization", "Bearer " + token));
    }

    String send(String method, String path, String body, String token) {
        return told(server.send(method, path, body, "Authorization", "Bearer " + token));
    }

    String upload(Multipart body) {
        return told(server.send(own + "/", body, "Authorization", "Bearer " + admin));
    }

    /** The status, and the code if there is one. */
    String told(HttpResponse<String> response) {
        lastAnswer = response.body();
        Matcher code = CODE.matcher(response.body());
        return response.statusCode() + (code.find() ? " `" + code.group(1) + "`" : "");
    }

    /** What became of a push, or why there is none. */
    String push(String destination) {
        String begun = send("POST", own + "/push", "{\"destination\": {" + destination + "}}", admin);
        // Where it fails at once the first answer tells so already.
        if (!begun.startsWith("202")) {
            return begun;
        }
        JsonNode push = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> TestServer.json(server.get(own + "/info", "Authorization", "Bearer " + admin))
                                .path("push"),
                        found -> found.has("endedOn"));
        lastAnswer = push.toString();
        return "202, then `" + push.path("problem").path("code").asText("none") + "`";
    }

    /** A GET with a head as it is given, and the token of an administrator. */
    String head(String target, String... headers) throws IOException {
        return raw("GET " + target + " HTTP/1.1\r\n"
                + (String.join("\r\n", headers).contains("Host:") ? "" : "Host: localhost\r\n")
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "Connection: close\r\n");
    }

    /** A request as it is given, but for the token and the end of its head. */
    String raw(String head) throws IOException {
        return raw(head, "");
    }

    String raw(String head, String body) throws IOException {
        return bytes(head + "Authorization: Bearer " + admin + "\r\n\r\n" + body, false);
    }

    /** Bytes as they are; if they are broken off the other side is told that no more come. */
    String bytes(String request, boolean brokenOff) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.server().uri().getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                if (brokenOff) {
                    socket.shutdownOutput();
                }
                InputStream in = socket.getInputStream();
                lastAnswer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException cutOff) {
                lastAnswer = "";
            }
        }
        Matcher status = STATUS.matcher(lastAnswer);
        Matcher code = CODE.matcher(lastAnswer);
        return status.find()
                ? status.group(1) + (code.find() ? " `" + code.group(1) + "`" : "")
                : "the connection ends";
    }
}
