package io.framewright.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A request of somebody who means no good.
 *
 * @param what is sent, for the table
 * @param answer the status and code that come back
 * @param attack sends it
 */
record HostileRequest(String what, String answer, Attack attack) {
    private static final String LOAD_ROWS = "{\"source\": {\"type\": \"rows\", \"rows\": [{\"b\": 2}]}}";
    private static final String POST_HEAD =
            "POST /workers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n";

    /** Sends it, and tells the answer as the table does. */
    @FunctionalInterface
    interface Attack {
        String send(HostileTarget target) throws Exception;
    }

    @Override
    public String toString() {
        return what;
    }

    static List<HostileRequest> all() {
        return Stream.of(callers(), pages(), files(), uploads(), addresses(), bytes())
                .flatMap(List::stream)
                .toList();
    }

    private static HostileRequest of(String what, String answer, Attack attack) {
        return new HostileRequest(what, answer, attack);
    }

    private static List<HostileRequest> callers() {
        return List.of(
                of("No token", "401 `TOKEN_MISSING`", to -> to.told(to.server().get("/workers"))),
                of("A token that is not known", "401 `TOKEN_MISSING`", to -> to.get("/workers", "fw_guessed")),
                of("A token that has expired", "401 `TOKEN_MISSING`", to -> to.get("/workers", to.expired())),
                of(
                        "A token in the URL",
                        "401 `TOKEN_MISSING`",
                        to -> to.told(to.server().get("/workers?token=" + to.admin()))),
                of(
                        "User and password instead of a token",
                        "401 `TOKEN_MISSING`",
                        to -> to.told(to.server().get("/workers", "Authorization", "Basic YWRtaW46YWRtaW4="))),
                of(
                        "The header of a process that hands requests on, without a token",
                        "401 `TOKEN_MISSING`",
                        to -> to.told(to.server()
                                .get(
                                        to.own() + "/",
                                        OtherNodes.FORWARDED_BY,
                                        UUID.randomUUID().toString()))),
                of(
                        "A load by a token of role read",
                        "403 `ROLE_MISSING`",
                        to -> to.send("POST", to.own() + "/", LOAD_ROWS, to.reader())),
                of(
                        "A command by a token of role read",
                        "403 `ROLE_MISSING`",
                        to -> to.send("POST", to.own() + "/commands", "{\"commandType\": \"X\"}", to.reader())),
                of(
                        "A new worker by a token of role operate",
                        "403 `ROLE_MISSING`",
                        to -> to.send("POST", "/workers", "{}", to.bound())),
                of(
                        "A load into a worker that the token is not for",
                        "403 `ROLE_MISSING`",
                        to -> to.send("POST", to.other() + "/", LOAD_ROWS, to.bound())),
                of(
                        "A push to a worker that the token is not for",
                        "403 `ROLE_MISSING`",
                        to -> to.send(
                                "POST",
                                to.own() + "/push",
                                "{\"destination\": {\"type\": \"worker\", \"workerId\": \""
                                        + to.other().substring("/workers/".length()) + "\"}}",
                                to.bound())),
                of(
                        "The nodes of all workers, for a token of one worker",
                        "403 `ROLE_MISSING`",
                        to -> to.get("/nodes", to.bound())),
                of("More requests than an address may send", "429 `TOO_MANY_REQUESTS`", HostileRequest::tooMany));
    }

    private static String tooMany(HostileTarget to) throws Exception {
        HttpConfig few = HttpConfig.ofPort(0).withLimits(1_000, 8_192, 1, Duration.ofSeconds(5));
        try (HttpServer server =
                TestServer.right(HttpServer.start(few, to.server().ports()))) {
            HttpResponse<String> last = TestServer.get(server, "/health/live");
            for (int i = 0; i < 4; i++) {
                last = TestServer.get(server, "/health/live");
            }
            return to.told(last);
        }
    }

    private static List<HostileRequest> pages() {
        return List.of(
                of("Another host in `Host`", "421 `HOST_NOT_ALLOWED`", to -> to.head("/workers", "Host: evil.example")),
                of(
                        "A host that begins like ours",
                        "421 `HOST_NOT_ALLOWED`",
                        to -> to.head("/workers", "Host: localhost.evil.example")),
                of(
                        "The page of another site in `Origin`",
                        "403 `ORIGIN_NOT_ALLOWED`",
                        to -> to.head("/workers", "Origin: https://evil.example")),
                of("`Origin: null`", "403 `ORIGIN_NOT_ALLOWED`", to -> to.head("/workers", "Origin: null")),
                of(
                        "A form of another site that brings a file",
                        "403 `ORIGIN_NOT_ALLOWED`",
                        to -> to.told(to.server()
                                .send(
                                        to.own() + "/",
                                        new Multipart().file("a.csv", "b\n2\n"),
                                        "Authorization",
                                        "Bearer " + to.admin(),
                                        "Sec-Fetch-Site",
                                        "cross-site"))),
                of(
                        "A form that says it is plain text",
                        "415 `MEDIA_TYPE_UNSUPPORTED`",
                        to -> to.raw(
                                "POST /workers HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                                        + "Content-Length: 2\r\nConnection: close\r\n",
                                "{}")));
    }

    private static HostileRequest load(String what, String answer, String path) {
        return of(
                what,
                answer,
                to -> to.send(
                        "POST",
                        to.other() + "/",
                        "{\"source\": {\"type\": \"csv\", \"path\": \"" + path + "\"}}",
                        to.admin()));
    }

    private static List<HostileRequest> files() {
        String refused = "403 `PATH_NOT_ALLOWED`";
        return List.of(
                of("`/ui/../` in a path", "404 `NO_SUCH_PATH`", to -> to.head("/ui/../secret.csv")),
                of("`..%2f` in a path", "404 `NO_SUCH_PATH`", to -> to.head("/ui/..%2f..%2fsecret.csv")),
                of("`%00` in a path", "400 `MALFORMED_REQUEST`", to -> to.head("/ui/index.html%00.js")),
                load("A load of `../secret.csv`", refused, "../secret.csv"),
                load("A load of `/etc/passwd`", refused, "/etc/passwd"),
                load("A load through a link that leads out of the data root", refused, "link.csv"),
                load("A load of `..\\\\secret.csv`", refused, "..\\\\secret.csv"),
                of(
                        "A push into `../stolen.csv`",
                        "202, then `PATH_NOT_ALLOWED`",
                        to -> to.push("\"type\": \"file\", \"path\": \"../stolen.csv\"")),
                of(
                        "A push into a file of another form",
                        "400 `INVALID_COMMAND`",
                        to -> to.push("\"type\": \"file\", \"path\": \".ssh/authorized_keys\"")));
    }

    private static List<HostileRequest> uploads() {
        return List.of(
                of(
                        "An upload named `../../evil.sh`",
                        "422 `SOURCE_UNSUPPORTED`",
                        to -> to.upload(new Multipart().file("../../evil.sh", "rm -rf /"))),
                of(
                        "An upload named `../../stolen.csv`, which is kept under a name of ours",
                        "200",
                        to -> to.told(to.server()
                                .send(
                                        to.other() + "/",
                                        new Multipart().file("../../stolen.csv", "b\n2\n"),
                                        "Authorization",
                                        "Bearer " + to.admin()))),
                of(
                        "An upload whose options name another file",
                        "400 `INVALID_COMMAND`",
                        to -> to.upload(new Multipart()
                                .file("a.csv", "b\n")
                                .options("{\"source\": {\"type\": \"csv\", \"path\": \"../secret.csv\"}}"))),
                of(
                        "An upload of more than a file may have",
                        "413 `MESSAGE_TOO_LARGE`",
                        to -> to.upload(new Multipart().file("a.csv", "b\n" + "1\n".repeat(40_000)))),
                of("The same, without saying how long it is", "413 `MESSAGE_TOO_LARGE`", HostileRequest::chunkedUpload),
                of("Uploads of more than all may have", "507 `UPLOADS_FULL`", HostileRequest::fill),
                of(
                        "A few KiB of gzip that swell to 20 MiB",
                        "507 `MEMORY_LIMIT`",
                        to -> to.upload(new Multipart().file("a.csv.gz", bomb(20 << 20)))),
                of(
                        "What says it is gzip and is not",
                        "422 `FILE_MALFORMED`",
                        to -> to.upload(new Multipart().file("a.csv.gz", "no gzip"))),
                of(
                        "Two files at once",
                        "400 `INVALID_COMMAND`",
                        to -> to.upload(new Multipart().file("a.csv", "b\n").file("b.csv", "b\n"))),
                of(
                        "A part that nobody knows",
                        "400 `INVALID_COMMAND`",
                        to -> to.upload(new Multipart()
                                .file("a.csv", "b\n")
                                .part("name=\"x\"", "x".getBytes(StandardCharsets.UTF_8)))),
                of(
                        "Parts without a boundary",
                        "400 `MALFORMED_REQUEST`",
                        to -> to.raw(
                                "POST " + to.own() + "/ HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Content-Type: multipart/form-data\r\nContent-Length: 4\r\n"
                                        + "Connection: close\r\n",
                                "--x\n")),
                of("An upload that is broken off", "400 `MALFORMED_REQUEST`", HostileRequest::brokenOff));
    }

    private static String chunkedUpload(HostileTarget to) throws IOException {
        byte[] body =
                new Multipart().file("a.csv", "b\n" + "1\n".repeat(40_000)).bytes();
        return to.raw(
                "POST " + to.own() + "/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Multipart.CONTENT_TYPE
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n",
                Integer.toHexString(body.length) + "\r\n" + new String(body, StandardCharsets.ISO_8859_1)
                        + "\r\n0\r\n\r\n");
    }

    private static String brokenOff(HostileTarget to) throws IOException {
        byte[] body = new Multipart().file("a.csv", "b\n1\n").bytes();
        return to.bytes(
                "POST " + to.own() + "/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Multipart.CONTENT_TYPE
                        + "\r\nContent-Length: " + body.length + "\r\nAuthorization: Bearer " + to.admin()
                        + "\r\nConnection: close\r\n\r\n"
                        + new String(body, 0, body.length / 2, StandardCharsets.ISO_8859_1),
                true);
    }

    private static String fill(HostileTarget to) {
        String answer = "";
        for (int i = 0; i < 4 && !answer.startsWith("507"); i++) {
            answer = to.told(to.server()
                    .send(
                            to.other() + "/",
                            new Multipart().file("a.csv", "b\n" + "1\n".repeat(20_000)),
                            "Authorization",
                            "Bearer " + to.admin()));
        }
        return answer;
    }

    private static byte[] bomb(int bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] block = "1\n".repeat(1 << 15).getBytes(StandardCharsets.US_ASCII);
            for (int done = 0; done < bytes; done += block.length) {
                gzip.write(block);
            }
        }
        return packed.toByteArray();
    }

    private static HostileRequest push(String what, String answer, String url) {
        return of(
                what,
                answer,
                to -> to.push("\"type\": \"http\", \"url\": \""
                        + url.replace("PORT", Integer.toString(to.receiver().port())) + "\""));
    }

    private static List<HostileRequest> addresses() {
        String refused = "403 `PUSH_NOT_ALLOWED`";
        return List.of(
                push("A push to a server that is not allowed", refused, "https://evil.example/in"),
                push(
                        "A push to a host that begins like an allowed one",
                        refused,
                        "http://localhost.evil.example:PORT/in"),
                push("A push to the cloud's metadata", refused, "http://169.254.169.254/latest/meta-data"),
                push("A push to `2130706433`", "400 `INVALID_COMMAND`", "http://2130706433:PORT/in"),
                push("A push to `0x7f000001`", "400 `INVALID_COMMAND`", "http://0x7f000001:PORT/in"),
                push("A push to `127.1`", "400 `INVALID_COMMAND`", "http://127.1:PORT/in"),
                push("A push to `017700000001`", "400 `INVALID_COMMAND`", "http://017700000001:PORT/in"),
                push("A push to `[::ffff:127.0.0.1]`", refused, "http://[::ffff:127.0.0.1]:PORT/in"),
                push(
                        "A push to an allowed name that leads to this machine",
                        "202, then `PUSH_NOT_ALLOWED`",
                        "http://localhost:PORT/in"),
                push(
                        "A push to an allowed address of this machine, whose network is not allowed",
                        "202, then `PUSH_NOT_ALLOWED`",
                        "http://127.0.0.1:PORT/away"),
                push("A push with a password in the URL", "400 `INVALID_COMMAND`", "http://a:b@localhost:PORT/in"),
                push("A push to `file:///etc/passwd`", "400 `INVALID_COMMAND`", "file:///etc/passwd"),
                push("A push to `gopher://`", "400 `INVALID_COMMAND`", "gopher://localhost:PORT/in"),
                of(
                        "A push into a worker's queue",
                        "403 `SOURCE_NOT_ALLOWED`",
                        to -> to.push(
                                "\"type\": \"amqp\", \"queue\": \"" + to.other().substring(9) + "\"")),
                of(
                        "A push into the audit trail",
                        "403 `SOURCE_NOT_ALLOWED`",
                        to -> to.push("\"type\": \"redis-stream\", \"key\": \"framewright:audit\"")),
                of(
                        "A header smuggled in a token",
                        "400 `INVALID_COMMAND`",
                        to -> to.push("\"type\": \"http\", \"url\": \"http://localhost:"
                                + to.receiver().port() + "/in\", \"token\": \"a\\r\\nX: y\"")));
    }

    private static List<HostileRequest> bytes() {
        String malformed = "400 `MALFORMED_REQUEST`";
        return List.of(
                of(
                        "A body of 200 KB where 100 KB are taken",
                        "413 `MESSAGE_TOO_LARGE`",
                        to -> to.send("POST", "/workers", "x".repeat(200_000), to.admin())),
                of(
                        "A head of 20 KB where 8 KB are taken",
                        "431 `HEADERS_TOO_LARGE`",
                        to -> to.head("/workers", "X-Much: " + "x".repeat(20_000))),
                of(
                        "`Content-Length` and `Transfer-Encoding` at once",
                        malformed,
                        to -> to.raw(
                                POST_HEAD + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                                "0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n")),
                of(
                        "Two different `Content-Length`",
                        malformed,
                        to -> to.raw(POST_HEAD + "Content-Length: 2\r\nContent-Length: 30\r\n", "{}")),
                of("A negative `Content-Length`", malformed, to -> to.raw(POST_HEAD + "Content-Length: -1\r\n", "{}")),
                of(
                        "A blank before the colon of a header",
                        malformed,
                        to -> to.raw(POST_HEAD + "Content-Length : 2\r\n", "{}")),
                of(
                        "A chunk whose size is no number",
                        malformed,
                        to -> to.raw(POST_HEAD + "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")),
                of("No `Host`", malformed, to -> to.raw("GET /workers HTTP/1.1\r\nConnection: close\r\n")),
                of("`%zz` in a path", malformed, to -> to.head("/workers/%zz")),
                of(
                        "`TRACE`",
                        "405 `METHOD_NOT_ALLOWED`",
                        to -> to.raw("TRACE /workers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")),
                of(
                        "JSON that is not UTF-8",
                        "400 `MALFORMED_COMMAND`",
                        to -> to.raw(POST_HEAD + "Content-Length: 14\r\n", "{\"labels\": \"\u00ff\"}")),
                of(
                        "50 000 brackets",
                        "400 `MALFORMED_COMMAND`",
                        to -> to.send("POST", "/workers", "[".repeat(50_000), to.admin())),
                of(
                        "A head that never ends",
                        "the connection ends",
                        to -> to.bytes("GET /workers HTTP/1.1\r\nHost: localhost\r\nX", false)),
                of("A body that never comes", malformed, to -> to.raw(POST_HEAD + "Content-Length: 50\r\n", "{")));
    }
}
