package io.framewright.app.config;

import io.framewright.app.config.Settings.Setting;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.net.HttpConfig;
import io.framewright.serialize.Uuids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whether and how this process listens for HTTP, as the user says it. Collects all that is wrong. */
public final class HttpReading {
    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    private HttpReading(Settings settings) {
        this.settings = settings;
    }

    /**
     * Empty if nothing asks for HTTP.
     *
     * @return left {@code USAGE} names every key that is wrong, where it came from and what would be right
     */
    public static Either<Failure, Optional<HttpConfig>> of(Settings settings) {
        return new HttpReading(settings).read();
    }

    private Either<Failure, Optional<HttpConfig>> read() {
        Optional<Setting> port = settings.get(Key.HTTP);
        if (port.isEmpty()) {
            List.of(Key.HTTP_HOST, Key.HTTP_WORKER)
                    .forEach(key -> settings.get(key)
                            .ifPresent(setting -> problems.add(named(key, setting) + " needs " + Key.HTTP.inFile()
                                    + " too: the port to listen on, 0 for any that is free.")));
            return problems.isEmpty() ? Either.right(Optional.empty()) : Either.left(wrong());
        }
        HttpConfig config = HttpConfig.ofPort(port(port.get()));
        HttpConfig hosted = settings.get(Key.HTTP_HOST)
                .flatMap(this::host)
                .map(config::withHost)
                .orElse(config);
        HttpConfig whole = settings.get(Key.HTTP_WORKER)
                .flatMap(this::worker)
                .map(hosted::withWorker)
                .orElse(hosted);
        return problems.isEmpty() ? Either.right(Optional.of(whole)) : Either.left(wrong());
    }

    private int port(Setting setting) {
        try {
            int port = Integer.parseInt(setting.value());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers out of range.
        }
        problems.add(named(Key.HTTP, setting) + " must be a port from 0 to 65535, 0 for any that is free; it is "
                + setting.value() + ".");
        return 0;
    }

    private Optional<String> host(Setting setting) {
        if (HttpConfig.isLoopback(setting.value())) {
            return Optional.of(setting.value());
        }
        problems.add(named(Key.HTTP_HOST, setting) + " is " + setting.value()
                + ", which other machines reach. That needs TLS and a token; listen on 127.0.0.1.");
        return Optional.empty();
    }

    private Optional<UUID> worker(Setting setting) {
        Optional<UUID> worker = Uuids.read(setting.value());
        if (worker.isEmpty()) {
            problems.add(
                    named(Key.HTTP_WORKER, setting) + " must be the UUID of a worker; it is " + setting.value() + ".");
        }
        return worker;
    }

    private Failure wrong() {
        return Failure.of(Settings.USAGE, String.join(System.lineSeparator(), problems), Map.of("problems", problems));
    }

    private static String named(Key key, Setting setting) {
        return key.inFile() + " (" + setting.origin() + ")";
    }
}
