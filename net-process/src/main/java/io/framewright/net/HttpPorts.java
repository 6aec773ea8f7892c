package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.transport.HostAddresses;

/**
 * All that the HTTP server needs of the outside. Whoever opened it closes it.
 *
 * @param platform sends commands and reads events
 * @param host the process that it runs in
 * @param addresses where the other processes listen
 * @param metrics what is counted in this process
 */
public record HttpPorts(Framewright platform, Host host, HostAddresses addresses, Metrics metrics) {}
