package io.framewright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.net.HttpConfig;
import io.framewright.net.PushAllowed;
import io.framewright.net.UploadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRulesReadingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Either<Failure, Optional<HttpConfig>> read(String properties) throws IOException {
        Path file = Files.writeString(directory.resolve("up.properties"), properties);
        return Settings.read(Optional.of(file), Map.of(), Map.of())
                .flatMap(settings -> HttpReading.of(settings, List.of(directory)));
    }

    private HttpConfig config(String properties) throws IOException {
        return read(properties)
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> Optional.<HttpConfig>empty(),
                        read -> read)
                .orElseThrow();
    }

    private String problems(String properties) throws IOException {
        return read(properties).fold(Failure::message, pending -> "", read -> "");
    }

    @Test
    void loopbackNeedsNothingElse() throws IOException {
        HttpConfig config = config("http=0\n");
        assertThat(config.address().host()).isEqualTo("127.0.0.1");
        assertThat(config.rules().keys()).isEmpty();
        assertThat(config.rules().tokens()).isEmpty();
        assertThat(config.rules().readOnly()).isFalse();
        assertThat(config.rules().pushes()).isEqualTo(PushAllowed.defaults());
        assertThat(config.rules().uploads()).isEqualTo(UploadLimits.defaults());
        assertThat(config.rules().dataRoots().directories()).hasSize(1);
    }

    @Test
    void otherMachinesNeedAKeyStoreAndTokensGoWithIt() throws IOException {
        assertThat(problems("http=0\nhttp-host=0.0.0.0\n")).contains("http-host", "needs TLS", "http-keystore");

        Files.writeString(directory.resolve("http.p12"), "not read here");
        String keystore = "http=0\nhttp-host=0.0.0.0\nhttp-keystore=" + directory.resolve("http.p12") + "\n";
        assertThat(problems(keystore)).contains("http-keystore-password is missing");
        HttpConfig config = config(keystore + "http-keystore-password=secret\n");
        assertThat(config.rules().tokens().orElseThrow().toString())
                .endsWith(Path.of(".framewright", "http-tokens.json").toString());
        assertThat(config.toString()).doesNotContain("secret");
        assertThat(config(keystore + "http-keystore-password=secret\nhttp-tokens=" + directory.resolve("t.json") + "\n")
                        .rules()
                        .tokens())
                .contains(directory.resolve("t.json"));
    }

    @Test
    void rulesAreRead() throws IOException {
        HttpConfig config = config("http=8080\nhttp-read-only=true\nupload-bytes=2m\nuploads-bytes=1g\n"
                + "push-allow=file amqp:flights-* https://example.org/in net:10.0.0.0/8\n");
        assertThat(config.rules().readOnly()).isTrue();
        assertThat(config.rules().uploads()).isEqualTo(new UploadLimits(2 << 20, 1 << 30));
        assertThat(config.rules().pushes().rules())
                .containsExactly("file", "amqp:flights-*", "https://example.org/in", "net:10.0.0.0/8");
    }

    @Test
    void whatIsWrongIsSaidAllAtOnce() throws IOException {
        assertThat(problems("http=0\nhttp-read-only=perhaps\nupload-bytes=much\npush-allow=everywhere\n"
                        + "http-keystore=nowhere.p12\n"))
                .contains("http-read-only", "perhaps")
                .contains("upload-bytes", "much")
                .contains("push-allow", "everywhere")
                .contains("http-keystore", "nowhere.p12");
        assertThat(problems("push-allow=file\nhttp-tokens=t\n"))
                .contains("push-allow", "http-tokens", "needs http too");
        assertThat(problems("http=0\nupload-bytes=4g\nuploads-bytes=1g\n")).contains("uploads-bytes");
    }
}
