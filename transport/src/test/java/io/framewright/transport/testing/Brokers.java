package io.framewright.transport.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a message broker and a Redis server: declare a parameter of type {@link BrokerPair} in its
 * constructor, in a lifecycle method or in a test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(BrokersExtension.class)
public @interface Brokers {
    /** Which ones. */
    BrokerKind value() default BrokerKind.ANY;

    /**
     * Whether this class gets a pair of its own, never one given by environment: for tests that kill, restart or fill
     * up a server. Otherwise one pair of each kind is started per JVM and shared; use names of your own in it.
     */
    boolean own() default false;
}
