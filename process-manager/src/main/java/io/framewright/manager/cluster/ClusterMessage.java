package io.framewright.manager.cluster;

/** What may travel from node to node: records, as CBOR. Adding a field that may be missing is compatible. */
interface ClusterMessage {}
