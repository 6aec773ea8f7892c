package io.framewright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.net.HttpConfig;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HttpReadingTest {
    private static Either<Failure, Optional<HttpConfig>> read(Map<Key, String> given) {
        Map<Key, List<String>> flags = new EnumMap<>(Key.class);
        given.forEach((key, value) -> flags.put(key, List.of(value)));
        return Settings.read(Optional.empty(), Map.of(), flags)
                .flatMap(settings -> HttpReading.of(settings, List.of()));
    }

    private static String problems(Map<Key, String> given) {
        return read(given).fold(Failure::message, pending -> "", Optional::toString);
    }

    private static HttpConfig config(Map<Key, String> given) {
        return read(given).toOptional().flatMap(config -> config).orElseThrow();
    }

    @Test
    void nothingAsksForHttp() {
        assertThat(problems(Map.of())).isEqualTo("Optional.empty");
    }

    @Test
    void keysSayWhereItListens() {
        UUID worker = UUID.randomUUID();
        HttpConfig config = config(Map.of(Key.HTTP, "8080", Key.HTTP_HOST, "::1", Key.HTTP_WORKER, worker.toString()));
        assertThat(config.address().port()).isEqualTo(8080);
        assertThat(config.address().host()).isEqualTo("::1");
        assertThat(config.worker()).contains(worker);
        assertThat(config.address().flight()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAllAtOnce() {
        assertThat(problems(Map.of(Key.HTTP, "x", Key.HTTP_HOST, "0.0.0.0", Key.HTTP_WORKER, "me")))
                .contains("http (the flag --http) must be a port from 0 to 65535")
                .contains("http-host (the flag --http-host) is 0.0.0.0", "needs TLS")
                .contains("http-worker (the flag --http-worker) must be the UUID of a worker");
        assertThat(problems(Map.of(Key.HTTP_HOST, "127.0.0.1"))).contains("needs http too");
        assertThat(problems(Map.of(Key.FLIGHT, "0"))).contains("flight (the flag --flight) needs http too");
        assertThat(problems(Map.of(Key.HTTP, "0", Key.FLIGHT, "65536")))
                .contains("flight (the flag --flight) must be a port from 0 to 65535");
    }

    @Test
    void nameIsWhatOtherMachinesReachItBy() {
        assertThat(config(Map.of(Key.HTTP, "0", Key.HTTP_NAME, "node-1.example"))
                        .address()
                        .name())
                .contains("node-1.example");
        assertThat(problems(Map.of(Key.HTTP, "0", Key.HTTP_NAME, "http://node-1")))
                .contains("http-name (the flag --http-name) must be the name or address of a host");
        assertThat(problems(Map.of(Key.HTTP_NAME, "node-1"))).contains("needs http too");
    }

    @Test
    void flightHasAPortOfItsOwn() {
        assertThat(config(Map.of(Key.HTTP, "0", Key.FLIGHT, "8815")).address().flight())
                .hasValue(8815);
    }
}
