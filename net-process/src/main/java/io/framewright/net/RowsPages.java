package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code GET /}: rows of a frame by page. All pages that are reached by {@code Link: rel="next"} are of one version,
 * whatever becomes of the frame meanwhile, and wherever it is read next. Rows are written straight from the version's
 * columns, as fast as the reader takes them.
 */
final class RowsPages {
    /** What one write to the socket takes: columns come in small pieces, and each write is a call of the system. */
    private static final int BYTES_AT_A_TIME = 1 << 17;

    private final AskedRows asked;

    RowsPages(AskedRows asked) {
        this.asked = asked;
    }

    /** @param version as the cursor says it, or of the frame as it is now */
    private record Rows(String name, String version, Frame frame, long offset) {}

    /** @param workerId whose frames they are: a cursor does not lead to those of another worker */
    Either<Failure, Answer> answer(Context request, UUID workerId, Frames frames) {
        return RowForm.of(request.header("Accept"))
                .flatMap(form -> RowsQuestion.of(workerId, request)
                        .flatMap(question -> answer(request, frames, form, question)));
    }

    private Either<Failure, Answer> answer(Context request, Frames frames, RowForm form, RowsQuestion question) {
        if (frames.size() == 0
                && question.cursor().isEmpty()
                && question.frame().isEmpty()) {
            return Either.right(write(form, new Rows("", "", Frame.empty(), 0), question, request));
        }
        return rows(request, frames, question)
                .map(page -> isKnown(request, page) ? notModified(page) : write(form, page, question, request));
    }

    private Either<Failure, Rows> rows(Context request, Frames frames, RowsQuestion question) {
        if (question.cursor().isPresent()) {
            return goOn(frames, question, question.cursor().get());
        }
        return question.version().isPresent()
                ? asked.ask(frames, question).map(found -> rows(found, question.offset()))
                : frames.resolve(question.frame())
                        .flatMap(name ->
                                frames.find(name).flatMap(frame -> begin(request, name, frame, frames, question)));
    }

    /** The question is not asked again where the answer is known to be the one that the reader has. */
    private Either<Failure, Rows> begin(
            Context request, String name, Frame frame, Frames frames, RowsQuestion question) {
        String version = asked.version(question, frame, frames);
        Rows unasked = new Rows(name, version, frame, question.offset());
        if (question.isPlain() || isKnown(request, unasked)) {
            return Either.right(unasked);
        }
        return asked.made(question, version, frame, frames)
                .map(made -> new Rows(name, version, made, question.offset()));
    }

    private Either<Failure, Rows> goOn(Frames frames, RowsQuestion question, String text) {
        Optional<Cursor> read = Cursor.read(text);
        if (read.isEmpty()) {
            return Either.left(AskedRows.gone());
        }
        Cursor cursor = read.get();
        if (!cursor.question().equals(question.text())) {
            return Either.left(RowsQuestion.wrong(
                    "cursor", "goes with the parameters it was given for; take the next page from the header Link."));
        }
        return asked.ofVersion(frames, question, cursor.version()).map(found -> rows(found, cursor.offset()));
    }

    private static Rows rows(AskedRows.Rows found, long offset) {
        return new Rows(found.name(), found.version(), found.frame(), offset);
    }

    private static String etag(String version) {
        return "W/\"" + version + "\"";
    }

    private static boolean isKnown(Context request, Rows rows) {
        String known = request.header("If-None-Match");
        return known != null
                && Arrays.stream(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("*") || each.equals(etag(rows.version)));
    }

    private static Answer notModified(Rows rows) {
        return Answer.empty(304).with("ETag", etag(rows.version)).with("Vary", "Accept");
    }

    private Answer write(RowForm form, Rows rows, RowsQuestion question, Context request) {
        int count = rows.frame.rowCount();
        int from = (int) Math.min(rows.offset, count);
        int to = (int) (from + Math.min(question.limit(), count - from));
        Optional<String> next = to < count && to > from ? Optional.of(next(rows, question, to)) : Optional.empty();
        return answering -> {
            answering.status(200).contentType(form.contentType());
            answering.header("Vary", "Accept").header("Framewright-Row-Count", Integer.toString(count));
            answering.header("Framewright-Offset", Integer.toString(from));
            if (!rows.version.isEmpty()) {
                answering.header("ETag", etag(rows.version)).header("Framewright-Version", rows.version);
            }
            next.ifPresent(cursor -> answering
                    .header("Framewright-Cursor", cursor)
                    .header("Link", "<" + path(request, cursor) + ">; rel=\"next\""));
            if (!answering.method().name().equals("HEAD")) {
                stream(form, rows.frame, from, to, answering);
            }
        };
    }

    /** What cannot be written in this form is found out in the middle: the answer is broken off then, not ended. */
    private static void stream(RowForm form, Frame frame, int from, int to, Context answering) throws IOException {
        OutputStream out = new BufferedOutputStream(answering.res().getOutputStream(), BYTES_AT_A_TIME);
        Either<Failure, Integer> written = form.format().write(frame, from, to, out, WorkMonitor.NONE);
        if (written instanceof Left<Failure, Integer> left) {
            if (!answering.res().isCommitted()) {
                answering.res().resetBuffer();
                Problem.write(left.failure(), answering);
                return;
            }
            throw new IOException("rows cannot be written as " + form.mediaType() + ": "
                    + left.failure().message());
        }
        out.flush();
    }

    /** Keeps the version, and gives the cursor of the page after this one. */
    private String next(Rows rows, RowsQuestion question, int offset) {
        asked.keep(question, new AskedRows.Rows(rows.name, rows.version, rows.frame));
        return new Cursor(rows.version, question.text(), offset).text();
    }

    private static String path(Context request, String cursor) {
        StringBuilder next = new StringBuilder(request.path()).append('?');
        request.queryParamMap().forEach((name, values) -> {
            if (!name.equals("cursor") && !name.equals("offset")) {
                values.forEach(value ->
                        next.append(name).append('=').append(encoded(value)).append('&'));
            }
        });
        return next.append("cursor=").append(cursor).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
