package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where a frame is pushed to, as {@code destination} says it (docs/guide/push.md). Immutable. */
sealed interface PushDestination {
    List<String> TYPES = List.of(ToWorker.TYPE, File.TYPE, Web.TYPE, Queue.TYPE, Stream.TYPE);

    /** One of {@link #TYPES}. */
    String type();

    /** Where it is, for people. */
    String place();

    /** As whoever asks how far it is may see it: without secrets. */
    default ObjectNode json() {
        return Json.mapper().createObjectNode().put("type", type()).put("place", place());
    }

    /** Another worker, which loads the frame under this name. */
    record ToWorker(UUID workerId, String frame) implements PushDestination {
        static final String TYPE = "worker";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String place() {
            return workerId + "/" + frame;
        }
    }

    /** A file in a data root; its name says the form. */
    record File(String path, boolean overwrite) implements PushDestination {
        static final String TYPE = "file";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String place() {
            return path;
        }
    }

    /** A server that takes a {@code POST} a batch; the token is shown to it as a bearer's. */
    record Web(URI url, RowForm form, Optional<String> token) implements PushDestination {
        static final String TYPE = "http";

        @Override
        public String type() {
            return TYPE;
        }

        /** Without the query, which may hold what is nobody's business. */
        @Override
        public String place() {
            return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
        }

        /** Without the token. */
        @Override
        public String toString() {
            return place();
        }

        /** Left if it is none, or has credentials or a fragment in it. */
        static Either<Failure, URI> url(String text) {
            try {
                URI url = new URI(text);
                boolean right = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null
                        && !isOddNumber(url.getHost())
                        && url.getRawUserInfo() == null
                        && url.getRawFragment() == null
                        && url.getPort() <= 65_535
                        && !url.getRawPath().contains("..")
                        && !url.getRawPath().toLowerCase(Locale.ROOT).contains("%2e");
                return right ? Either.right(url) : Either.left(noUrl());
            } catch (URISyntaxException none) {
                return Either.left(noUrl());
            }
        }

        /** Other ways to write an address than four numbers: they are read differently by different readers. */
        private static boolean isOddNumber(String host) {
            String last = host.substring(host.lastIndexOf('.') + 1);
            return last.matches("[0-9]+|0[xX].*")
                    && !host.matches("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
        }

        private static Failure noUrl() {
            return Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "destination.url must be an http or https URL without user, password and fragment; a token is"
                            + " given as destination.token.",
                    "field",
                    "destination.url");
        }
    }

    /** A queue of the broker, which is there; a message a batch. */
    record Queue(String queue, RowForm form) implements PushDestination {
        static final String TYPE = "amqp";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String place() {
            return queue;
        }
    }

    /** A stream of Redis; an entry a row. */
    record Stream(String key) implements PushDestination {
        static final String TYPE = "redis-stream";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String place() {
            return key;
        }
    }

    /**
     * Reads {@code destination}.
     *
     * @param frame what the frame is called here, for a worker that is not told otherwise
     */
    static Either<Failure, PushDestination> read(JsonNode node, String frame) {
        JsonFields fields = JsonFields.of(node, "destination");
        return fields.isObject().flatMap(object -> fields.string("type")).flatMap(type -> switch (type) {
            case ToWorker.TYPE -> worker(fields, frame);
            case File.TYPE -> file(fields);
            case Web.TYPE -> web(fields);
            case Queue.TYPE -> queue(fields);
            case Stream.TYPE -> stream(fields);
            default ->
                Either.left(Failure.of(
                        FailureCode.SOURCE_UNSUPPORTED,
                        "Frames are not pushed to '" + type + "'; there are " + String.join(", ", TYPES) + ".",
                        "types",
                        TYPES));
        });
    }

    private static Either<Failure, PushDestination> worker(JsonFields fields, String frame) {
        return fields.rejectUnknown("type", "workerId", "frame")
                .flatMap(known -> fields.uuid("workerId"))
                .flatMap(workerId -> fields.optionalString("frame")
                        .map(name ->
                                new ToWorker(workerId, name.orElse(frame.isEmpty() ? Frames.DEFAULT_NAME : frame))));
    }

    private static Either<Failure, PushDestination> file(JsonFields fields) {
        return fields.rejectUnknown("type", "path", "overwrite")
                .flatMap(known -> fields.string("path"))
                .flatMap(path -> FilePush.destination(path)
                        .flatMap(written -> fields.optionalBoolean("overwrite", false))
                        .map(overwrite -> new File(path, overwrite)));
    }

    private static Either<Failure, PushDestination> web(JsonFields fields) {
        return fields.rejectUnknown("type", "url", "contentType", "token")
                .flatMap(known -> fields.string("url"))
                .flatMap(Web::url)
                .flatMap(url -> form(fields)
                        .flatMap(form -> fields.optionalString("token")
                                .filterOrElse(
                                        token -> token.isEmpty() || token.get().matches("[A-Za-z0-9._~+/=-]{1,4096}"),
                                        token -> fields.wrong("token", null, "the text of a bearer token"))
                                .map(token -> new Web(url, form, token))));
    }

    private static Either<Failure, PushDestination> queue(JsonFields fields) {
        return fields.rejectUnknown("type", "queue", "contentType")
                .flatMap(known -> fields.string("queue"))
                .flatMap(queue -> form(fields).map(form -> new Queue(queue, form)));
    }

    private static Either<Failure, PushDestination> stream(JsonFields fields) {
        return fields.rejectUnknown("type", "key")
                .flatMap(known -> fields.string("key").map(Stream::new));
    }

    private static Either<Failure, RowForm> form(JsonFields fields) {
        return fields.has("contentType")
                ? fields.oneOf("contentType", Set.copyOf(RowForm.mediaTypes())).map(RowForm::ofMediaType)
                : Either.right(RowForm.NDJSON);
    }
}
