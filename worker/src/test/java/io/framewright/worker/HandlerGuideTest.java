package io.framewright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.LoadContext;
import io.framewright.query.source.Source;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler of docs/guide/handlers.md compiles, is found and works. */
class HandlerGuideTest {
    @TempDir
    Path jar;

    @Test
    void theExampleOfTheGuideIsAHandlerThatWorks() throws IOException {
        String guide = Files.readString(
                Path.of(System.getProperty("framewright.basedir")).resolve("docs/guide/handlers.md"));
        Path source = jar.resolve("CountMissing.java");
        Files.writeString(source, block(guide, "java"));
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        jar.toString(),
                        source.toString());
        assertThat(errors).isZero();
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(CommandHandler.class.getName()), block(guide, "text"));

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            List<CommandHandler> found = ServiceLoader.load(CommandHandler.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            assertThat(found).hasSize(1);
            Handlers handlers = Handlers.with(found);
            assertThat(handlers.types()).contains("COUNT_MISSING", "GET_INFO_WORKER");

            assertThat(answer(found.get(0), "{\"frame\":\"f\"}")).isEqualTo("{\"a\":1,\"b\":0}");
            assertThat(answer(found.get(0), "{\"frame\":\"g\"}")).isEqualTo("FRAME_NOT_FOUND");
            assertThat(answer(found.get(0), "{}")).isEqualTo("INVALID_COMMAND");
        }
    }

    private static String answer(CommandHandler handler, String data) throws IOException {
        Command command = Command.of(handler.commandType(), Json.mapper().readTree(data));
        return handler.handle(command, new Context())
                .fold(Failure::code, pending -> "pending", reply -> reply.data().toString());
    }

    private static String block(String guide, String language) {
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** A worker with one frame of two rows. */
    private record Context() implements CommandContext {
        @Override
        public UUID workerId() {
            return new UUID(0, 0);
        }

        @Override
        public Frames frames() {
            return Frames.EMPTY.with("f", frame());
        }

        private static Frame frame() {
            try {
                JsonNode source =
                        Json.mapper().readTree("{\"type\":\"rows\",\"rows\":[{\"a\":1,\"b\":\"x\"},{\"b\":\"y\"}]}");
                LoadContext context = new LoadContext(DataRoots.none(), DataLimits.defaults(), WorkMonitor.NONE);
                return Source.parse(source, "source")
                        .flatMap(parsed -> parsed.load(context))
                        .fold(
                                failure -> {
                                    throw new AssertionError(failure.message());
                                },
                                pending -> {
                                    throw new AssertionError("pending");
                                },
                                loaded -> loaded);
            } catch (IOException wrongTest) {
                throw new AssertionError(wrongTest);
            }
        }

        @Override
        public DataRoots dataRoots() {
            return DataRoots.none();
        }

        @Override
        public DataLimits limits() {
            return DataLimits.defaults();
        }

        @Override
        public int eventLimitBytes() {
            return 32 << 10;
        }

        @Override
        public WorkMonitor monitor() {
            return WorkMonitor.NONE;
        }
    }
}
