package io.framewright.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets logging up in code, found by logback through its service file: reading XML would cost every command a tenth of a
 * second. Everything goes to the standard error.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String OURS = "io.framewright";
    private static volatile int verbosity;

    /** Warnings; with 1 what we do; with 2 its details, and what the libraries do. Set it before the first logger. */
    static void setVerbosity(int times) {
        verbosity = times;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder layout = new PatternLayoutEncoder();
        layout.setContext(context);
        layout.setPattern(
                "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{" + (verbosity > 0 ? "full" : "short") + "}");
        layout.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(layout);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(verbosity > 1 ? Level.INFO : Level.WARN);
        root.addAppender(console);
        // Tells of each connection to another node that ends; that a node is gone, the cluster tells.
        context.getLogger("akka.stream.Materializer").setLevel(verbosity > 1 ? Level.INFO : Level.ERROR);
        context.getLogger(OURS).setLevel(verbosity > 1 ? Level.DEBUG : verbosity > 0 ? Level.INFO : Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
