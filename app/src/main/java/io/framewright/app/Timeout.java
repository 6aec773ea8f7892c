package io.framewright.app;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads time-outs from the command line: seconds, with a fraction if there is one. */
final class Timeout implements ITypeConverter<Duration> {
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());

    @Override
    public Duration convert(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            Duration timeout = seconds.compareTo(LONGEST) > 0
                    ? Duration.ofDays(30)
                    : Duration.ofMillis(seconds.movePointRight(3).longValue());
            if (timeout.toMillis() > 0) {
                return timeout;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers that are not positive.
        }
        throw new TypeConversionException("'" + text + "' is no time-out; give seconds, e.g. 30 or 0.5");
    }
}
