package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens by which callers of HTTP say who they are: hashed, in a file that only its owner reads. A token has 256
 * random bits, so that its plain SHA-256 gives nothing away. What is changed in the file is seen with the next request.
 * Thread-safe.
 *
 * <pre>{@code
 * TokenFile.open(Path.of("http-tokens.json"))
 *         .flatMap(file -> file.add("dashboard", "read", Set.of(), Optional.empty()))
 *         .peek(token -> System.out.println("Authorization: Bearer " + token));
 * }</pre>
 */
public final class TokenFile {
    /** The roles there are, each may do what those before it may. */
    public static final List<String> ROLES = List.of("read", "operate", "admin");

    private static final Logger log = LoggerFactory.getLogger(TokenFile.class);
    private static final String PREFIX = "fw_";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path file;
    // Guarded by this.
    private List<TokenEntry> entries = List.of();
    private FileTime readAt = FileTime.fromMillis(0);

    private TokenFile(Path file) {
        this.file = file;
    }

    /**
     * The tokens of a file; none if it is not there yet.
     *
     * @return left {@code FILE_UNUSABLE} if others than its owner may read it, or it holds something else
     */
    public static Either<Failure, TokenFile> open(Path file) {
        TokenFile tokens = new TokenFile(file.toAbsolutePath());
        return Files.exists(file) ? tokens.read().map(read -> tokens) : Either.right(tokens);
    }

    /** Whether there are none. */
    public synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Makes one more token and writes its hash down.
     *
     * @param name for logs and the audit trail
     * @param role one of {@link #ROLES}
     * @param workers that it is for; empty for all, and for what is of no worker
     * @param expiresOn when it ends; empty for never
     * @return the token itself, which is told this once and never again
     */
    public synchronized Either<Failure, String> add(
            String name, String role, Set<UUID> workers, Optional<Instant> expiresOn) {
        if (!TokenEntry.isName(name) || !ROLES.contains(role)) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "A token has a name of letters, digits, '.', '_' and '-', and one of the roles "
                            + String.join(", ", ROLES) + "."));
        }
        if (entries.stream().anyMatch(entry -> entry.caller().name().equals(name))) {
            return Either.left(
                    Failure.of(FailureCode.FILE_EXISTS, "There is a token " + name + " already; remove it first."));
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        List<TokenEntry> more = new ArrayList<>(entries);
        more.add(new TokenEntry(new Caller(name, TokenEntry.access(role), workers), hash(token), expiresOn));
        return write(more).map(written -> token);
    }

    /** Ends a token; right holds whether there was one of this name. */
    public synchronized Either<Failure, Boolean> remove(String name) {
        List<TokenEntry> fewer = entries.stream()
                .filter(entry -> !entry.caller().name().equals(name))
                .toList();
        return fewer.size() == entries.size()
                ? Either.right(false)
                : write(fewer).map(written -> true);
    }

    /** Each token in a line, without what it is. */
    public synchronized List<String> list() {
        return entries.stream().map(TokenEntry::toString).toList();
    }

    /**
     * Who has this token. All hashes are compared in full, whichever fits, so that the time tells nothing.
     *
     * @return left {@code TOKEN_MISSING} for one that is not known, or has expired
     */
    Either<Failure, Caller> find(String token, Instant now) {
        byte[] hash = hash(token).getBytes(StandardCharsets.US_ASCII);
        Optional<TokenEntry> found = Optional.empty();
        for (TokenEntry entry : current()) {
            if (MessageDigest.isEqual(hash, entry.sha256().getBytes(StandardCharsets.US_ASCII))) {
                found = Optional.of(entry);
            }
        }
        if (found.isEmpty()) {
            return Either.left(HttpCode.TOKEN_MISSING.failure("This token is not known here."));
        }
        TokenEntry entry = found.get();
        return entry.expiresOn().filter(end -> !now.isBefore(end)).isPresent()
                ? Either.left(HttpCode.TOKEN_MISSING.failure("This token has expired."))
                : Either.right(entry.caller());
    }

    /** What cannot be read any more is said in the log, and what was read before holds. */
    private synchronized List<TokenEntry> current() {
        try {
            if (!Files.getLastModifiedTime(file).equals(readAt)) {
                read().peekLeft(failure -> log.error("the changed tokens are not taken: {}", failure.message()));
            }
        } catch (IOException unreadable) {
            log.error("the tokens cannot be looked at; those that were read before hold", unreadable);
        }
        return entries;
    }

    private synchronized Either<Failure, Boolean> read() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (UploadParts.isPosix(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                return Either.left(unusable("can be read by others; chmod 600 it"));
            }
            List<TokenEntry> read = new ArrayList<>();
            for (JsonNode each :
                    Json.mapper().readTree(Files.readAllBytes(file)).path("tokens")) {
                Optional<TokenEntry> entry = TokenEntry.read(each);
                if (entry.isEmpty()) {
                    return Either.left(unusable("has an entry that is no token: number " + (read.size() + 1)));
                }
                read.add(entry.get());
            }
            entries = List.copyOf(read);
            readAt = modified;
            return Either.right(true);
        } catch (IOException unreadable) {
            log.debug("tokens cannot be read", unreadable);
            return Either.left(unusable("cannot be read as JSON"));
        }
    }

    private Failure unusable(String why) {
        return Failure.of(
                FailureCode.FILE_UNUSABLE, "The file of tokens " + file + " " + why + ".", "file", file.toString());
    }

    /** Written aside and renamed, never readable by others for a moment. */
    private Either<Failure, Boolean> write(List<TokenEntry> all) {
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode tokens = json.putArray("tokens");
        all.forEach(entry -> tokens.add(entry.json()));
        Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(file));
            if (UploadParts.isPosix(file)) {
                Files.createFile(
                        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(aside);
            }
            Files.writeString(aside, json.toPrettyString() + "\n", StandardOpenOption.WRITE);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            entries = List.copyOf(all);
            readAt = Files.getLastModifiedTime(file);
            return Either.right(true);
        } catch (IOException unwritable) {
            UploadParts.removeQuietly(aside);
            log.debug("tokens cannot be written", unwritable);
            return Either.left(unusable("cannot be written"));
        }
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
