package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.FrameFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which rows are given, by media type; the first is what somebody gets who takes any. */
enum RowForm {
    JSON("application/json", "application/json", FrameFormat.JSON),
    NDJSON("application/x-ndjson", "application/x-ndjson", FrameFormat.JSON_LINES),
    CSV("text/csv", "text/csv; charset=utf-8; header=present", FrameFormat.CSV),
    ARROW("application/vnd.apache.arrow.stream", "application/vnd.apache.arrow.stream", FrameFormat.ARROW_STREAM);

    private final String mediaType;
    private final String contentType;
    private final FrameFormat format;

    RowForm(String mediaType, String contentType, FrameFormat format) {
        this.mediaType = mediaType;
        this.contentType = contentType;
        this.format = format;
    }

    String mediaType() {
        return mediaType;
    }

    String contentType() {
        return contentType;
    }

    FrameFormat format() {
        return format;
    }

    /** All media types, for messages. */
    static String all() {
        return String.join(", ", mediaTypes());
    }

    static List<String> mediaTypes() {
        return Arrays.stream(values()).map(RowForm::mediaType).toList();
    }

    /** The form of one of {@link #mediaTypes}. */
    static RowForm ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(form -> form.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The form that is liked best; among those liked as well, the one that comes first here.
     *
     * @param accept the header; null if there is none
     * @return left {@code NOT_ACCEPTABLE} names the forms there are
     */
    static Either<Failure, RowForm> of(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return Either.right(JSON);
        }
        List<Accepted> ranges = Accepted.read(accept);
        return Arrays.stream(values())
                .filter(form -> quality(form, ranges) > 0)
                .max(Comparator.comparingDouble((RowForm form) -> quality(form, ranges))
                        .thenComparing(Comparator.reverseOrder()))
                .<Either<Failure, RowForm>>map(Either::right)
                .orElseGet(() -> Either.left(HttpCode.NOT_ACCEPTABLE.failure(
                        "Rows are given as " + all() + ", and the request accepts none of these.",
                        "mediaTypes",
                        Arrays.stream(values()).map(RowForm::mediaType).toList())));
    }

    /** What the most specific range that fits says; 0 if none fits. */
    private static double quality(RowForm form, List<Accepted> ranges) {
        return ranges.stream()
                .filter(range -> range.fits(form.mediaType))
                .max(Comparator.comparingInt(Accepted::specificity))
                .map(Accepted::quality)
                .orElse(0.0);
    }

    /** One media range of the header {@code Accept}. */
    private record Accepted(String range, double quality) {
        static List<Accepted> read(String accept) {
            return Arrays.stream(accept.split(",", -1)).map(Accepted::one).toList();
        }

        private static Accepted one(String text) {
            String[] parts = text.split(";", -1);
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    quality = number(parameter.substring(2));
                }
            }
            return new Accepted(parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        /** What is no number is not liked. */
        private static double number(String text) {
            try {
                double number = Double.parseDouble(text);
                return number >= 0 && number <= 1 ? number : 0;
            } catch (NumberFormatException notANumber) {
                return 0;
            }
        }

        boolean fits(String mediaType) {
            return range.equals("*/*")
                    || range.equals(mediaType)
                    || range.endsWith("/*") && mediaType.startsWith(range.substring(0, range.length() - 1));
        }

        int specificity() {
            return range.equals("*/*") ? 0 : range.endsWith("/*") ? 1 : 2;
        }
    }
}
