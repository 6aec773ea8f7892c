package io.framewright.manager.cluster;

import java.util.UUID;

/**
 * What a node tells of itself every few seconds.
 *
 * @param host name of its machine
 * @param pid of its process
 * @param workers how many it hosts
 * @param usedBytes heap that is really in use: the least that was seen in the last minute
 * @param maxBytes heap that it may use
 */
public record NodeReport(UUID managerId, String host, long pid, int workers, long usedBytes, long maxBytes)
        implements ClusterMessage {
    static NodeReport none(UUID managerId) {
        return new NodeReport(managerId, "", 0, 0, 0, 0);
    }
}
