package io.framewright.worker;

import io.framewright.query.source.KeyedRows;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.EventPublisher;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.RecordReader;
import io.framewright.transport.StepJournal;
import io.framewright.transport.WorkerRegistry;

/** All that workers and their manager need of the outside. Whoever opened the ports closes them. */
public record Ports(
        CommandConsumer consumer,
        CommandPublisher publisher,
        DeadLetters deadLetters,
        EventPublisher events,
        EventSubscriber subscriber,
        RecordReader records,
        KeyedRows keys,
        WorkerRegistry registry,
        StepJournal steps) {}
