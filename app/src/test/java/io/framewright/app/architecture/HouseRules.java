package io.framewright.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arrows between the rooms, as rules. */
final class HouseRules {
    private static final String BASE = "io.framewright.";
    private static final String[] COMMON_DATA = packages("command", "event", "frame", "query", "serialize");

    private HouseRules() {}

    /** Each rule by a name that the tests use. */
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "either stands alone",
                classes()
                        .that()
                        .resideInAPackage(BASE + "either..")
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(BASE + "either..", "java..", "org.jspecify..")));
        rules.put(
                "common-data knows nothing above it",
                mayNotSee(COMMON_DATA, packages("transport", "worker", "manager", "client", "net", "app", "bench")));
        rules.put(
                "transport knows nothing above it",
                mayNotSee(packages("transport"), packages("worker", "manager", "client", "net", "app", "bench")));
        rules.put(
                "workers know nothing above them",
                mayNotSee(packages("worker"), packages("manager", "client", "net", "app", "bench")));
        rules.put(
                "the process manager knows nothing above it",
                mayNotSee(packages("manager"), packages("client", "net", "app", "bench")));
        rules.put(
                "a client needs neither workers nor frames",
                mayNotSee(packages("client"), packages("frame", "worker", "manager", "net", "app", "bench")));
        rules.put(
                "HTTP knows neither workers nor managers",
                mayNotSee(packages("net"), packages("worker", "manager", "app", "bench")));
        rules.put(
                "HTTP's libraries stay with HTTP",
                onlyIn(
                        packages("net"),
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "jakarta.servlet..",
                        "io.micrometer..",
                        "io.grpc..",
                        "com.google.protobuf.."));
        rules.put("nothing needs the app or the bench", nothingBelowNeeds("app", "bench"));
        rules.put(
                "actors stay in worker and process manager",
                onlyIn(packages("worker", "manager"), "akka..", "com.typesafe..", "scala.."));
        rules.put("Tablesaw stays in common-data", onlyIn(COMMON_DATA, "tech.tablesaw.."));
        rules.put("amqp-client stays in its adapter", onlyIn(packages("transport.rabbitmq"), "com.rabbitmq.."));
        rules.put(
                "jedis stays with Redis", onlyIn(packages("transport.redis", "transport.embedded"), "redis.clients.."));
        rules.put(
                "embedded servers stay in their adapter",
                onlyIn(packages("transport.embedded"), "org.apache.qpid..", "redis.embedded.."));
        rules.put(
                "only the app starts",
                methods()
                        .that()
                        .haveName("main")
                        .and()
                        .areStatic()
                        .should()
                        .beDeclaredInClassesThat(resideInAnyPackage(packages("app", "bench"))));
        rules.put(
                "nothing is serialised by Java",
                noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream"));
        return rules;
    }

    private static ArchRule mayNotSee(String[] these, String[] those) {
        return noClasses()
                .that()
                .resideInAnyPackage(these)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(those);
    }

    private static ArchRule nothingBelowNeeds(String... these) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(these))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(these));
    }

    private static ArchRule onlyIn(String[] these, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(these)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static String[] packages(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = BASE + names[i] + "..";
        }
        return packages;
    }
}
