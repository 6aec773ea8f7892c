package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.FrameLookup;
import io.framewright.query.WorkMonitor;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What questions make of versions of frames; kept for those who come back to the same version. Thread-safe. */
final class AskedRows {
    private final JoinedVersions versions;
    private final PinnedFrames pinned;

    AskedRows(FrameVersions versions, PinnedFrames pinned) {
        this.versions = new JoinedVersions(versions);
        this.pinned = pinned;
    }

    /**
     * Rows that a question asks for.
     *
     * @param name of the frame; empty where only its version is known
     * @param version of the frame that they are made of
     * @param frame the rows, all of them
     */
    record Rows(String name, String version, Frame frame) {}

    /** The rows of the version that the question names, or of the frame as it is now. */
    Either<Failure, Rows> ask(Frames frames, RowsQuestion question) {
        if (question.version().isPresent()) {
            return ofVersion(frames, question, question.version().get());
        }
        return frames.resolve(question.frame())
                .flatMap(name -> frames.find(name).flatMap(frame -> {
                    String version = versions.of(question, frame, frames);
                    return made(question, version, frame, frames).map(rows -> new Rows(name, version, rows));
                }));
    }

    /** @return left {@code VERSION_GONE} if the version is neither kept nor one of these frames */
    Either<Failure, Rows> ofVersion(Frames frames, RowsQuestion question, String version) {
        Optional<Frame> kept = pinned.find(pinName(version, question));
        if (kept.isPresent()) {
            return Either.right(new Rows(question.frame().orElse(""), version, kept.get()));
        }
        // It was not kept here, and need not have been if the frame is still the same, or the same again.
        return likeliestFirst(frames, question)
                .filter(each -> versions.of(question, each.getValue(), frames).equals(version))
                .findFirst()
                .map(same -> made(question, version, same.getValue(), frames)
                        .map(rows -> new Rows(same.getKey(), version, rows)))
                .orElseGet(() -> Either.left(gone()));
    }

    /** A frame that nobody has asked for has to be read for its version. */
    private static Stream<Map.Entry<String, Frame>> likeliestFirst(Frames frames, RowsQuestion question) {
        return frames.byName().entrySet().stream()
                .sorted(Comparator.comparing(each -> !question.frame().equals(Optional.of(each.getKey()))));
    }

    /** What the question makes of a version; not made again for those who look here and there in it. */
    Either<Failure, Frame> made(RowsQuestion question, String version, Frame frame, Frames frames) {
        if (question.isPlain()) {
            return Either.right(frame);
        }
        String name = pinName(version, question);
        return pinned.find(name)
                .map(Either::<Failure, Frame>right)
                .orElseGet(() -> question.ask(frame, FrameLookup.of(frames), WorkMonitor.NONE)
                        .peek(made -> pinned.keep(name, made)));
    }

    /** Keeps the rows for whoever comes back with their version and the same question. */
    void keep(RowsQuestion question, Rows rows) {
        pinned.keep(pinName(rows.version, question), rows.frame);
    }

    /** The name of what the question is asked of, as that is. */
    String version(RowsQuestion question, Frame frame, Frames frames) {
        return versions.of(question, frame, frames);
    }

    static Failure gone() {
        return HttpCode.VERSION_GONE.failure("The version of the frame that was asked for is no longer kept."
                + " Begin again without cursor and version, or with a new FlightInfo; the rows may have changed.");
    }

    private static String pinName(String version, RowsQuestion question) {
        return version + "\n" + question.text();
    }
}
