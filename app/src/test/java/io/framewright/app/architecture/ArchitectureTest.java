package io.framewright.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.framewright.client.broken.ClientWithAkka;
import io.framewright.client.broken.ClientWithFrames;
import io.framewright.command.broken.CommandWithTransport;
import io.framewright.either.broken.EitherWithJackson;
import io.framewright.manager.broken.ManagerWithAmqp;
import io.framewright.manager.broken.ManagerWithClient;
import io.framewright.manager.broken.ManagerWithMain;
import io.framewright.manager.broken.ManagerWithMetrics;
import io.framewright.net.broken.NetWithManager;
import io.framewright.transport.broken.TransportWithTablesaw;
import io.framewright.transport.broken.TransportWithWorker;
import io.framewright.worker.broken.WorkerWithApp;
import io.framewright.worker.broken.WorkerWithJavaSerialisation;
import io.framewright.worker.broken.WorkerWithJedis;
import io.framewright.worker.broken.WorkerWithManager;
import io.framewright.worker.broken.WorkerWithQpid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    /** For each rule a class that breaks it: a rule that cannot fail holds nothing. */
    private static final Map<String, Class<?>> BROKEN = Map.ofEntries(
            Map.entry("either stands alone", EitherWithJackson.class),
            Map.entry("common-data knows nothing above it", CommandWithTransport.class),
            Map.entry("transport knows nothing above it", TransportWithWorker.class),
            Map.entry("workers know nothing above them", WorkerWithManager.class),
            Map.entry("the process manager knows nothing above it", ManagerWithClient.class),
            Map.entry("a client needs neither workers nor frames", ClientWithFrames.class),
            Map.entry("HTTP knows neither workers nor managers", NetWithManager.class),
            Map.entry("HTTP's libraries stay with HTTP", ManagerWithMetrics.class),
            Map.entry("nothing needs the app or the bench", WorkerWithApp.class),
            Map.entry("actors stay in worker and process manager", ClientWithAkka.class),
            Map.entry("Tablesaw stays in common-data", TransportWithTablesaw.class),
            Map.entry("amqp-client stays in its adapter", ManagerWithAmqp.class),
            Map.entry("jedis stays with Redis", WorkerWithJedis.class),
            Map.entry("embedded servers stay in their adapter", WorkerWithQpid.class),
            Map.entry("only the app starts", ManagerWithMain.class),
            Map.entry("nothing is serialised by Java", WorkerWithJavaSerialisation.class));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.framewright");

    static Set<String> rules() {
        return HouseRules.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsTheRule(String name) {
        rule(name).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFailsWhereItIsBroken(String name) {
        JavaClasses broken = new ClassFileImporter().importClasses(BROKEN.get(name));
        assertThat(rule(name).evaluate(broken).hasViolation()).as(name).isTrue();
    }

    private static ArchRule rule(String name) {
        return HouseRules.all().get(name);
    }

    @Test
    void allRoomsAreLookedAt() {
        Set<String> rooms = new TreeSet<>();
        HOUSE.forEach(each -> rooms.add(each.getPackageName().split("\\.", -1)[2]));
        assertThat(rooms)
                .contains(
                        "either",
                        "command",
                        "event",
                        "frame",
                        "query",
                        "serialize",
                        "transport",
                        "worker",
                        "manager",
                        "client",
                        "net",
                        "app");
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages = new TreeSet<>();
        Set<String> marked = new TreeSet<>();
        HOUSE.forEach(each -> {
            packages.add(each.getPackageName());
            if (each.getSimpleName().equals("package-info") && each.isAnnotatedWith(NullMarked.class)) {
                marked.add(each.getPackageName());
            }
        });
        assertThat(marked).isEqualTo(packages);
    }

    /** A queue, key or channel name outside of DestinationNames would be a second truth about the wire. */
    @Test
    void everyWireNameComesFromOneClass() throws IOException {
        Path root = Path.of(System.getProperty("framewright.basedir"));
        List<String> names =
                List.of("\"worker:", "\"process-manager\"", "\"dead-letters\"", ":events\"", ":outcomes\"");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java/io/framewright/"))
                    .filter(file -> !file.toString().contains("/app/")
                            && !file.toString().contains("/bench/"))
                    .filter(file -> !file.endsWith("DestinationNames.java"))
                    .filter(file -> names.stream().anyMatch(read(file)::contains))
                    .map(file -> root.relativize(file).toString())
                    .toList();
            assertThat(found).isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
