/**
 * Many machines: nodes that find each other, agree on who is there, and share the workers among them. Akka Cluster
 * Sharding says where a worker runs; the record, the lease and the epoch in Redis stay the authority on whose it is
 * (docs/adr/0012). Nothing of Akka Cluster is loaded by a process manager that is no node of one.
 */
@NullMarked
package io.framewright.manager.cluster;

import org.jspecify.annotations.NullMarked;
