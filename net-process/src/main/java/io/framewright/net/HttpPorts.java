package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.transport.CommandPublisher;
import io.framewright.transport.EntryStreams;
import io.framewright.transport.HostAddresses;

/**
 * All that the HTTP server needs of the outside. Whoever opened it closes it.
 *
 * @param platform sends commands and reads events
 * @param host the process that it runs in
 * @param addresses where the other processes listen for HTTP
 * @param flights where they listen for Arrow Flight
 * @param publisher puts batches of pushed rows into queues
 * @param streams where pushed rows and the audit trail go
 * @param metrics what is counted in this process
 */
public record HttpPorts(
        Framewright platform,
        Host host,
        HostAddresses addresses,
        HostAddresses flights,
        CommandPublisher publisher,
        EntryStreams streams,
        Metrics metrics) {}
