package io.framewright.transport.testing;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.embedded.EmbeddedBroker;
import io.framewright.transport.embedded.EmbeddedBrokerConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Supplies the {@link BrokerPair} that {@link Brokers} asks for. */
public final class BrokersExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrokersExtension.class);
    /** The environment variable with the URL of a message broker to test against. */
    static final String AMQP_VARIABLE = "FRAMEWRIGHT_TEST_AMQP_URL";
    /** The environment variable with the URL of a Redis server to test against. */
    static final String REDIS_VARIABLE = "FRAMEWRIGHT_TEST_REDIS_URL";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BrokerPair.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Brokers wanted = wanted(context.getRequiredTestClass());
        ExtensionContext owner = wanted.own() ? classContext(context) : context.getRoot();
        return owner.getStore(NAMESPACE)
                .computeIfAbsent(
                        (wanted.own() ? "own " : "shared ") + wanted.value(),
                        key -> start(wanted.value(), wanted.own()),
                        BrokerPair.class);
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
            at = at.getParent().get();
        }
        return at;
    }

    private static Brokers wanted(Class<?> testClass) {
        for (Class<?> at = testClass; at != null; at = at.getEnclosingClass()) {
            Brokers annotation = at.getAnnotation(Brokers.class);
            if (annotation != null) {
                return annotation;
            }
        }
        throw new IllegalStateException(testClass + " wants a BrokerPair and lacks @Brokers");
    }

    private static BrokerPair start(BrokerKind kind, boolean own) {
        BrokerPair pair = switch (kind) {
            case EMBEDDED -> embedded();
            case REAL ->
                real(own)
                        .orElseGet(() -> Assumptions.abort("no real brokers: neither " + AMQP_VARIABLE + " and "
                                + REDIS_VARIABLE + " are set, nor is RabbitMQ installed, nor does Docker run"));
            case ANY -> real(own).orElseGet(BrokersExtension::embedded);
        };
        // The report has to say what the tests ran on, and standard output is where Surefire keeps it.
        System.out.println("[brokers] " + kind + (own ? " (own)" : "") + ": " + pair.provenance());
        return pair;
    }

    private static Optional<BrokerPair> real(boolean own) {
        String amqp = System.getenv(AMQP_VARIABLE);
        String redis = System.getenv(REDIS_VARIABLE);
        if (!own && amqp != null && redis != null) {
            return Optional.of(
                    new BrokerPair(amqp, redis, "given by environment", Optional.empty(), Optional.empty(), List.of()));
        }
        if (PrivateRabbitMq.installed().isPresent()) {
            PrivateRedis privateRedis = PrivateRedis.start(true);
            PrivateRabbitMq rabbitMq = PrivateRabbitMq.start();
            return Optional.of(new BrokerPair(
                    rabbitMq.uri(),
                    privateRedis.uri(),
                    "private installed RabbitMQ, " + privateRedis.provenance(),
                    Optional.of(rabbitMq),
                    Optional.of(privateRedis),
                    List.of(rabbitMq, privateRedis)));
        }
        return ContainerBrokers.start();
    }

    private static BrokerPair embedded() {
        Either<Failure, EmbeddedBroker> started = EmbeddedBroker.start(EmbeddedBrokerConfig.defaults());
        EmbeddedBroker broker = started.fold(
                failure -> {
                    throw new IllegalStateException(failure.message());
                },
                pending -> {
                    throw new IllegalStateException(pending.message());
                },
                server -> server);
        PrivateRedis redis = PrivateRedis.start(false);
        return new BrokerPair(
                broker.uri(),
                redis.uri(),
                "embedded AMQP broker, " + redis.provenance(),
                Optional.empty(),
                Optional.of(redis),
                List.of(broker, redis));
    }
}
