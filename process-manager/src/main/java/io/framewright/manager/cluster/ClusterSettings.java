package io.framewright.manager.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What Akka is told to make of a {@link ClusterConfig}. */
final class ClusterSettings {
    private static final String FIXED = """
            akka {
              actor {
                provider = cluster
                allow-java-serialization = off
                serialization-bindings {
                  "io.framewright.manager.cluster.ClusterMessage" = jackson-cbor
                }
              }
              serialization.jackson.jackson-cbor.compression.algorithm = off
              remote.artery.advanced {
                # The coordinator's state has an entry of some 20 bytes, compressed, for each worker.
                maximum-frame-size = 4 MiB
                maximum-large-frame-size = 4 MiB
              }
              cluster {
                downing-provider-class = "akka.cluster.sbr.SplitBrainResolverProvider"
                # Epochs keep a node that does not know yet that it was shut out from writing anything.
                down-removal-margin = 500 ms
                shutdown-after-unsuccessful-join-seed-nodes = off
                # A node that comes back under its address is turned away first, for its former self to be removed.
                retry-unsuccessful-join-after = 2 s
                jmx.enabled = off
                sharding {
                  passivation.strategy = none
                  remember-entities = off
                  rebalance-interval = 60 s
                  retry-interval = 500 ms
                  waiting-for-state-timeout = 1 s
                  coordinator-failure-backoff = 1 s
                  shard-failure-backoff = 1 s
                  # The majority has the state. With all of the nodes, one that is gone would hold up the others.
                  coordinator-state {
                    write-majority-plus = 0
                    read-majority-plus = 0
                  }
                  distributed-data.majority-min-cap = 0
                }
              }
            }
            """;

    private ClusterSettings() {}

    /** @param grace how long a command that runs may hold up its worker's leaving */
    static Config of(ClusterConfig config, UUID managerId, Duration grace) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("akka.remote.artery.canonical.hostname", config.listen().host());
        values.put("akka.remote.artery.canonical.port", config.listen().port());
        values.put("akka.remote.artery.transport", config.keys().isPresent() ? "tls-tcp" : "tcp");
        values.put("akka.cluster.roles", Nodes.roles(managerId, config.labels()));
        values.put(
                "akka.cluster.split-brain-resolver.active-strategy",
                config.splitBrain().key());
        values.put("akka.cluster.split-brain-resolver.stable-after", millis(config.stableAfter()));
        values.put("akka.cluster.sharding.handoff-timeout", millis(grace.plusSeconds(2)));
        values.put(
                "akka.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout",
                millis(grace.plusSeconds(5)));
        config.keys().ifPresent(keys -> {
            String engine = "akka.remote.artery.ssl.config-ssl-engine.";
            values.put(engine + "key-store", keys.keystore().toString());
            values.put(engine + "key-store-password", keys.keystorePassword());
            values.put(engine + "key-password", keys.keystorePassword());
            values.put(engine + "trust-store", keys.truststore().toString());
            values.put(engine + "trust-store-password", keys.truststorePassword());
            values.put(engine + "protocol", "TLSv1.3");
            values.put(engine + "enabled-algorithms", List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
            values.put(engine + "require-mutual-authentication", "on");
            values.put(engine + "hostname-verification", "off");
        });
        return ConfigFactory.parseMap(values).withFallback(ConfigFactory.parseString(FIXED));
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
