package io.framewright.app.config;

import io.framewright.app.config.Settings.Setting;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.net.HttpConfig;
import io.framewright.net.HttpRules;
import io.framewright.serialize.Uuids;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whether and how this process listens for HTTP and Arrow Flight, as the user says it. Collects all that is wrong. */
public final class HttpReading {
    private static final List<Key> OF_HTTP = List.of(
            Key.FLIGHT,
            Key.HTTP_HOST,
            Key.HTTP_NAME,
            Key.HTTP_WORKER,
            Key.HTTP_KEYSTORE,
            Key.HTTP_TOKENS,
            Key.HTTP_READ_ONLY,
            Key.PUSH_ALLOW,
            Key.UPLOAD_BYTES,
            Key.UPLOADS_BYTES);

    /** Of the letters of names and addresses; whether there is such a host others find out. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

    private final Settings settings;
    private final List<Path> dataRoots;
    private final List<String> problems = new ArrayList<>();

    private HttpReading(Settings settings, List<Path> dataRoots) {
        this.settings = settings;
        this.dataRoots = dataRoots;
    }

    /**
     * Empty if nothing asks for HTTP.
     *
     * @param dataRoots that files are pushed into and uploaded to
     * @return left {@code USAGE} names every key that is wrong, where it came from and what would be right
     */
    public static Either<Failure, Optional<HttpConfig>> of(Settings settings, List<Path> dataRoots) {
        return new HttpReading(settings, dataRoots).read();
    }

    private Either<Failure, Optional<HttpConfig>> read() {
        Optional<Setting> port = settings.get(Key.HTTP);
        if (port.isEmpty()) {
            OF_HTTP.forEach(key -> settings.get(key)
                    .ifPresent(setting -> problems.add(named(key, setting) + " needs " + Key.HTTP.inFile()
                            + " too: the port to listen on, 0 for any that is free.")));
            return problems.isEmpty() ? Either.right(Optional.empty()) : Either.left(wrong());
        }
        HttpConfig config = HttpConfig.ofPort(port(Key.HTTP, port.get()));
        HttpRules rules = new HttpRulesReading(settings, problems).read(dataRoots);
        HttpConfig hosted = settings.get(Key.HTTP_HOST)
                .flatMap(host -> host(host, rules))
                .map(config::withHost)
                .orElse(config)
                .withRules(rules);
        HttpConfig named = settings.get(Key.HTTP_NAME)
                .flatMap(this::name)
                .map(hosted::withName)
                .orElse(hosted);
        HttpConfig whole = settings.get(Key.HTTP_WORKER)
                .flatMap(this::worker)
                .map(named::withWorker)
                .orElse(named);
        HttpConfig flying = settings.get(Key.FLIGHT)
                .map(setting -> whole.withFlight(port(Key.FLIGHT, setting)))
                .orElse(whole);
        return problems.isEmpty() ? Either.right(Optional.of(flying)) : Either.left(wrong());
    }

    private int port(Key key, Setting setting) {
        try {
            int port = Integer.parseInt(setting.value());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers out of range.
        }
        problems.add(named(key, setting) + " must be a port from 0 to 65535, 0 for any that is free; it is "
                + setting.value() + ".");
        return 0;
    }

    private Optional<String> host(Setting setting, HttpRules rules) {
        if (rules.keys().isPresent() || HttpConfig.isLoopback(setting.value())) {
            return Optional.of(setting.value());
        }
        problems.add(named(Key.HTTP_HOST, setting) + " is " + setting.value()
                + ", which other machines reach. That needs TLS: give " + Key.HTTP_KEYSTORE.inFile()
                + " (docs/guide/http-security.md), or listen on 127.0.0.1.");
        return Optional.empty();
    }

    private Optional<String> name(Setting setting) {
        if (NAME.matcher(setting.value()).matches()) {
            return Optional.of(setting.value());
        }
        problems.add(named(Key.HTTP_NAME, setting) + " must be the name or address of a host, without a port; it is "
                + setting.value() + ".");
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
