package io.framewright.manager;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.framewright.worker.life.Life;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import io.framewright.worker.life.LifeTable.Transition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Which transitions of workers' lives were seen in this process, and what was refused; read off the log. */
final class Transitions extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Life.class);
    private final List<Object[]> seen = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    Transitions() {
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel() == Level.ERROR) {
            refused.add(event.getFormattedMessage());
        } else {
            seen.add(event.getArgumentArray());
        }
    }

    Set<Transition> visited() {
        Set<Transition> visited = new HashSet<>();
        seen.forEach(arguments -> visited.add((Transition) arguments[1]));
        return visited;
    }

    List<String> refused() {
        return new ArrayList<>(refused);
    }

    boolean has(UUID worker, LifeState from, LifeEvent event) {
        return seen.stream()
                .anyMatch(arguments -> arguments[0].equals(worker)
                        && ((Transition) arguments[1]).from() == from
                        && ((Transition) arguments[1]).event() == event);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
