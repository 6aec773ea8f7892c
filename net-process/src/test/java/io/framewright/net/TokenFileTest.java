package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("deep").resolve("tokens.json");
    }

    private TokenFile open() {
        return TestServer.right(TokenFile.open(file));
    }

    private static String code(Either<Failure, ?> either) {
        return either.fold(Failure::code, pending -> "", value -> "");
    }

    @Test
    void tokenIsKnownAfterwardsAndWrittenNowhere() throws IOException {
        UUID worker = UUID.randomUUID();
        String token = TestServer.right(open().add("ci", "operate", Set.of(worker), Optional.empty()));

        assertThat(token).hasSize(46).startsWith("fw_");
        assertThat(Files.readString(file)).contains("ci", worker.toString()).doesNotContain(token);
        Caller caller = TestServer.right(open().find(token, NOW));
        assertThat(caller).isEqualTo(new Caller("ci", Access.OPERATE, Set.of(worker)));
        assertThat(code(open().find(token + "x", NOW))).isEqualTo("TOKEN_MISSING");
        assertThat(code(open().find("", NOW))).isEqualTo("TOKEN_MISSING");
        assertThat(open().list()).hasSize(1).first().asString().startsWith("ci (operate of");
    }

    @Test
    void fileIsItsOwnersAlone() throws IOException {
        Assumptions.assumeTrue(UploadParts.isPosix(directory), "permissions of owners and others");
        TestServer.right(open().add("ci", "read", Set.of(), Optional.empty()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(code(TokenFile.open(file))).isEqualTo("FILE_UNUSABLE");
    }

    @Test
    void expiredTokenIsNone() {
        String token = TestServer.right(open().add("ci", "read", Set.of(), Optional.of(NOW)));
        assertThat(code(open().find(token, NOW))).isEqualTo("TOKEN_MISSING");
        assertThat(open().find(token, NOW.minusNanos(1)).isRight()).isTrue();
    }

    @Test
    void changesAreSeenByWhoHasTheFileOpen() throws IOException {
        String first = TestServer.right(open().add("first", "admin", Set.of(), Optional.empty()));
        TokenFile opened = open();
        assertThat(opened.find(first, NOW).isRight()).isTrue();

        String second = TestServer.right(open().add("second", "read", Set.of(), Optional.empty()));
        assertThat(TestServer.right(open().remove("first"))).isTrue();
        assertThat(TestServer.right(open().remove("first"))).isFalse();
        // Where times of files are whole seconds.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofSeconds(5))));

        assertThat(opened.find(second, NOW).isRight()).isTrue();
        assertThat(code(opened.find(first, NOW))).isEqualTo("TOKEN_MISSING");
    }

    @Test
    void whatIsNoTokenIsRefused() throws IOException {
        assertThat(code(open().add("a b", "read", Set.of(), Optional.empty()))).isEqualTo("INVALID_COMMAND");
        assertThat(code(open().add("a", "root", Set.of(), Optional.empty()))).isEqualTo("INVALID_COMMAND");
        TestServer.right(open().add("a", "read", Set.of(), Optional.empty()));
        assertThat(code(open().add("a", "read", Set.of(), Optional.empty()))).isEqualTo("FILE_EXISTS");

        Files.writeString(file, "{\"tokens\": [{\"name\": \"a\", \"role\": \"none\", \"sha256\": \"\"}]}");
        assertThat(code(TokenFile.open(file))).isEqualTo("FILE_UNUSABLE");
        Files.writeString(file, "no JSON");
        assertThat(code(TokenFile.open(file))).isEqualTo("FILE_UNUSABLE");
    }

    @Test
    void everyRoleMayWhatThoseBeforeItMay() {
        Optional<UUID> none = Optional.empty();
        for (Access has : Access.values()) {
            for (Access needed : Access.values()) {
                assertThat(new Caller("x", has, Set.of()).may(needed, none).isRight())
                        .as(has + " asks for " + needed)
                        .isEqualTo(needed == Access.NONE || has.ordinal() >= needed.ordinal());
            }
        }
    }
}
