package io.framewright.app.config;

import io.framewright.app.config.Settings.Setting;
import io.framewright.net.HttpKeys;
import io.framewright.net.HttpRules;
import io.framewright.net.PushAllowed;
import io.framewright.net.UploadLimits;
import io.framewright.query.source.DataRoots;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may do what over HTTP, as the user says it. Adds what is wrong to the problems it is given. */
final class HttpRulesReading {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kKmMgG]?)");

    private final Settings settings;
    private final List<String> problems;

    HttpRulesReading(Settings settings, List<String> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    HttpRules read(List<Path> dataRoots) {
        HttpRules rules = HttpRules.ofLoopback(DataRoots.of(dataRoots)).withReadOnly(readOnly());
        HttpRules pushing = settings.get(Key.PUSH_ALLOW)
                .map(this::pushes)
                .map(rules::withPushes)
                .orElse(rules);
        HttpRules limited = pushing.withUploads(uploads());
        Optional<HttpKeys> keys = settings.get(Key.HTTP_KEYSTORE).flatMap(this::keys);
        HttpRules secured = keys.map(limited::withKeys).orElse(limited);
        return tokens(keys.isPresent()).map(secured::withTokens).orElse(secured);
    }

    private boolean readOnly() {
        return settings.get(Key.HTTP_READ_ONLY)
                .map(setting -> {
                    if (!List.of("true", "false").contains(setting.value())) {
                        problems.add(named(Key.HTTP_READ_ONLY, setting) + " must be true or false; it is "
                                + setting.value() + ".");
                    }
                    return !setting.value().equals("false");
                })
                .orElse(false);
    }

    private PushAllowed pushes(Setting setting) {
        setting.values()
                .forEach(rule -> PushAllowed.problem(rule)
                        .ifPresent(problem -> problems.add(named(Key.PUSH_ALLOW, setting) + " " + problem + ".")));
        return new PushAllowed(setting.values());
    }

    private UploadLimits uploads() {
        UploadLimits defaults = UploadLimits.defaults();
        long file = bytes(Key.UPLOAD_BYTES, defaults.bytesAFile());
        long inAll = bytes(Key.UPLOADS_BYTES, Math.max(file, defaults.bytesInAll()));
        if (inAll < file) {
            problems.add(Key.UPLOADS_BYTES.inFile() + " is less than one file may have (" + Key.UPLOAD_BYTES.inFile()
                    + "); give more.");
            return defaults;
        }
        return new UploadLimits(file, inAll);
    }

    private long bytes(Key key, long unlessGiven) {
        return settings.get(key)
                .map(setting -> {
                    Matcher size = SIZE.matcher(setting.value());
                    long bytes = size.matches() ? Long.parseLong(size.group(1)) << shift(size.group(2)) : 0;
                    if (bytes < 1) {
                        problems.add(named(key, setting) + " must be a size such as 512m or 4g; it is "
                                + setting.value() + ".");
                    }
                    return Math.max(1, bytes);
                })
                .orElse(unlessGiven);
    }

    private static int shift(String unit) {
        return unit.isEmpty() ? 0 : 10 * ("kmg".indexOf(Character.toLowerCase(unit.charAt(0))) + 1);
    }

    private Optional<HttpKeys> keys(Setting setting) {
        Optional<Path> file = path(setting).filter(Files::isRegularFile).filter(Files::isReadable);
        if (file.isEmpty()) {
            problems.add(named(Key.HTTP_KEYSTORE, setting) + " must be a PKCS #12 file that can be read; it is "
                    + setting.value() + ".");
            return Optional.empty();
        }
        Optional<Setting> password = settings.get(Key.HTTP_KEYSTORE_PASSWORD);
        if (password.isEmpty()) {
            problems.add(Key.HTTP_KEYSTORE_PASSWORD.inFile() + " is missing; it opens "
                    + file.get().getFileName() + ". Give it as " + Key.HTTP_KEYSTORE_PASSWORD.inEnvironment()
                    + " or in the file.");
        }
        return Optional.of(new HttpKeys(file.get(), password.map(Setting::value).orElse("")));
    }

    /** Where there is TLS there are tokens too. */
    private Optional<Path> tokens(boolean secured) {
        Optional<Setting> given = settings.get(Key.HTTP_TOKENS);
        if (given.isEmpty()) {
            return secured ? Optional.of(defaultTokens()) : Optional.empty();
        }
        Optional<Path> file = path(given.get());
        if (file.isEmpty()) {
            problems.add(named(Key.HTTP_TOKENS, given.get()) + " must be the path of a file; it is "
                    + given.get().value() + ".");
        }
        return file;
    }

    private static Path defaultTokens() {
        return Path.of(System.getProperty("user.home"), ".framewright", "http-tokens.json");
    }

    private static Optional<Path> path(Setting setting) {
        try {
            return Optional.of(Path.of(setting.value()).toAbsolutePath());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static String named(Key key, Setting setting) {
        return key.inFile() + " (" + setting.origin() + ")";
    }
}
