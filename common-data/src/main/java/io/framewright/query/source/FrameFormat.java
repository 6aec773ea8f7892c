package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.io.OutputStream;

/** The forms in which rows of a frame are written to a stream of bytes: the same bytes as files of them have. */
public enum FrameFormat {
    /** An array of objects, one a row, in UTF-8. */
    JSON {
        @Override
        void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
            new JsonDestination("", false).write(frame, from, to, out, monitor);
        }
    },
    /** An object a line, in UTF-8. */
    JSON_LINES {
        @Override
        void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
            new JsonDestination("", true).write(frame, from, to, out, monitor);
        }
    },
    /** Cells with commas between them, the names of the columns first; nothing for a frame without columns. */
    CSV {
        @Override
        void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
            if (!frame.data().isEmpty()) {
                new CsvDestination("", ',', true).write(frame, from, to, out, monitor);
            }
        }
    },
    /** A stream of Arrow's IPC format, texts as dictionaries. */
    ARROW_STREAM {
        @Override
        void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
            if (OwnTexts.areFewer(frame, to - from)) {
                ArrowWriting.stream(OwnTexts.of(frame, from, to), 0, to - from, out, monitor);
            } else {
                ArrowWriting.stream(frame, from, to, out, monitor);
            }
        }
    };

    abstract void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException;

    /**
     * Writes rows without copying them, in the order of the frame. Blocks as the stream does, and leaves it open.
     *
     * @param from the first row, from 0
     * @param to behind the last row, at most {@link Frame#rowCount}
     * @param monitor asked now and then whether to go on
     * @return how many rows were written; left {@code COMMAND_CANCELLED}, or what this form cannot hold: part of the
     *     rows is written then
     * @throws IOException what the stream throws
     */
    public Either<Failure, Integer> write(Frame frame, int from, int to, OutputStream out, WorkMonitor monitor)
            throws IOException {
        if (from < 0 || to < from || to > frame.rowCount()) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + frame.rowCount());
        }
        try {
            stream(frame, from, to, out, new SaveMonitor(monitor));
            return Either.right(to - from);
        } catch (Refused refused) {
            return Either.left(refused.failure());
        }
    }
}
