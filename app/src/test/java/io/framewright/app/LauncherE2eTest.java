package io.framewright.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.app.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout that is not ours, with a Java and a Maven that only say how they were called. */
class LauncherE2eTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectory(directory.resolve("check out"));
        Path launcher = Path.of(System.getProperty("framewright.basedir"), "framewright");
        Files.copy(launcher, checkout.resolve("framewright"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(checkout.resolve("app/src/main/java"));
        Files.writeString(checkout.resolve("app/src/main/java/Main.java"), "source");
        script(checkout.resolve("mvnw"), "echo \"mvnw $*\" >&2; mkdir -p app/target/lib app/target/classes");
    }

    @Test
    void buildsOnceThenRunsAtOnce() throws Exception {
        Path java = java("17.0.1");

        Ran first = launch(java, "version", "--json");
        Ran second = launch(java, "version");

        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("building", "mvnw -q -pl app -am test-compile");
        assertThat(first.out()).contains("io.framewright.app.Main version --json");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains(" -cp " + checkout.toRealPath() + "/app/target/classes:");
    }

    @Test
    void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
        Path java = java("17.0.1");
        launch(java, "version");
        Path source = checkout.resolve("app/src/main/java/Main.java");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(launch(java, "version").err()).contains("building");

        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(checkout.resolve("app/target/.built"), FileTime.from(Instant.now()));
        assertThat(launch(java, "version").err()).isEmpty();
        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(launch(java, "version").err()).contains("building");
    }

    @Test
    void buildThatFailsIsTriedAgainNextTime() throws Exception {
        Path java = java("17.0.1");
        Path maven = checkout.resolve("mvnw");
        script(maven, "echo broken; exit 1");

        Ran failed = launch(java, "version");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("broken", "the build failed");
        assertThat(failed.out()).isEmpty();

        script(maven, "mkdir -p app/target/lib");
        assertThat(launch(java, "version").code()).isZero();
    }

    @Test
    void worksThroughALinkFromAnotherDirectory() throws Exception {
        Path link = Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("bin")).resolve("fw"),
                Path.of("..", "check out", "framewright"));

        Ran ran = launch(java("21"), link, "workers");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("io.framewright.app.Main workers");
    }

    @Test
    void argumentsArriveAsGiven() throws Exception {
        Ran ran = launch(java("17"), "send", "a b", "$(c)", "{\"d\": '*'}", "");

        assertThat(ran.out()).endsWith("io.framewright.app.Main send a b $(c) {\"d\": '*'} \n");
    }

    @Test
    void platformIsOptimisedInFullAndNewerJavasAreToldToKeepQuietAboutUnsafe() throws Exception {
        assertThat(launch(java("17"), "up").out()).doesNotContain("TieredStopAtLevel", "sun-misc-unsafe");
        assertThat(launch(java("25.0.1"), "workers").out()).contains("TieredStopAtLevel=1", "--sun-misc-unsafe");
    }

    @Test
    void javaThatIsTooOldIsNamedWithWhatIsNeeded() throws Exception {
        Ran ran = launch(java("1.8.0_402"), "version");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("Java 17 or newer is needed", "Found Java 8 in");
    }

    @Test
    void javaWithoutACompilerCannotBuild() throws Exception {
        Path java = java("17");
        Files.delete(java.resolve("bin/javac"));

        assertThat(launch(java, "version").err()).contains("A JDK is needed to build");
    }

    private Ran launch(Path javaHome, String... arguments) throws IOException, InterruptedException {
        return launch(javaHome, checkout.resolve("framewright"), arguments);
    }

    /** Only the directories with the system's own tools are on the PATH, and no Java in them. */
    private Ran launch(Path javaHome, Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("PATH", tools());
        builder.environment().remove("FRAMEWRIGHT_JAVA_OPTS");
        Process process = builder.redirectError(directory.resolve("err").toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(
                process.exitValue(),
                Files.readString(directory.resolve("out"), UTF_8),
                Files.readString(directory.resolve("err"), UTF_8));
    }

    private String tools() throws IOException {
        Path tools = directory.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of(
                    "sh",
                    "sed",
                    "dirname",
                    "basename",
                    "readlink",
                    "find",
                    "head",
                    "mkdir",
                    "rm",
                    "mv",
                    "cat",
                    "sleep")) {
                for (String place : List.of("/bin/", "/usr/bin/")) {
                    if (Files.isExecutable(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
                        Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
                    }
                }
            }
        }
        return tools.toString();
    }

    private Path java(String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve("java " + version));
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), "printf '%s\\n' \"$*\"");
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void script(Path file, String body) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
