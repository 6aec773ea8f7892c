package io.framewright.app.config;

import io.framewright.app.config.Settings.Setting;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.manager.cluster.NodeKeys;
import io.framewright.manager.cluster.SplitBrain;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How this process is a node of a cluster, as the user says it. Goes through all keys and collects what is wrong. */
public final class ClusterReading {
    private static final List<Key> MAKE_IT_A_NODE = List.of(Key.CLUSTER_HOST, Key.CLUSTER_PORT, Key.JOIN);
    private static final List<Key> OF_A_NODE = List.of(
            Key.LABEL,
            Key.CLUSTER_KEYSTORE,
            Key.CLUSTER_KEYSTORE_PASSWORD,
            Key.CLUSTER_TRUSTSTORE,
            Key.CLUSTER_TRUSTSTORE_PASSWORD,
            Key.SPLIT_BRAIN,
            Key.CLUSTER_STABLE_SECONDS);
    private static final Duration JOIN_WITHIN = Duration.ofSeconds(60);

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    private ClusterReading(Settings settings) {
        this.settings = settings;
    }

    /**
     * Empty if nothing asks for a cluster.
     *
     * @return left {@code USAGE} names every key that is wrong, where it came from and what would be right
     */
    public static Either<Failure, Optional<ClusterConfig>> of(Settings settings) {
        return new ClusterReading(settings).read();
    }

    private Either<Failure, Optional<ClusterConfig>> read() {
        if (MAKE_IT_A_NODE.stream().allMatch(key -> settings.get(key).isEmpty())) {
            OF_A_NODE.forEach(key -> settings.get(key)
                    .ifPresent(setting -> problems.add(named(key, setting) + " is for nodes of a cluster; give also "
                            + Key.CLUSTER_PORT.inFile() + " or " + Key.JOIN.inFile() + ".")));
            return problems.isEmpty() ? Either.right(Optional.empty()) : Either.left(wrong());
        }
        NodeAddress listen = listen();
        List<NodeAddress> join = join();
        Set<String> labels = labels();
        Optional<NodeKeys> keys = keys();
        SplitBrain splitBrain = splitBrain();
        Duration stableAfter = stableAfter();
        settings.get(Key.JOIN).ifPresent(setting -> {
            if (settings.get(Key.AMQP).isEmpty() || settings.get(Key.REDIS).isEmpty()) {
                problems.add(named(Key.JOIN, setting) + " needs amqp and redis too: the servers that all nodes use.");
            }
        });
        if (keys.isEmpty() && !ClusterConfig.isLoopback(listen.host())) {
            problems.add("cluster-host is " + listen.host() + ", which other machines reach. That needs TLS: give"
                    + " cluster-keystore and cluster-truststore (docs/guide/cluster.md tells how to make them), or"
                    + " listen on 127.0.0.1.");
        }
        return problems.isEmpty()
                ? Either.right(Optional.of(
                        new ClusterConfig(listen, join, labels, keys, splitBrain, stableAfter, JOIN_WITHIN)))
                : Either.left(wrong());
    }

    private Failure wrong() {
        return Failure.of(Settings.USAGE, String.join(System.lineSeparator(), problems), Map.of("problems", problems));
    }

    private static String named(Key key, Setting setting) {
        return key.inFile() + " (" + setting.origin() + ")";
    }

    private NodeAddress listen() {
        String host = settings.get(Key.CLUSTER_HOST).map(Setting::value).orElse("127.0.0.1");
        int port = number(Key.CLUSTER_PORT, 0, 0, 65_535, "a port from 0 to 65535, 0 for any that is free");
        return new NodeAddress(host, port);
    }

    private int number(Key key, int otherwise, int min, int max, String right) {
        return settings.get(key)
                .map(setting -> {
                    try {
                        int number = Integer.parseInt(setting.value());
                        if (number >= min && number <= max) {
                            return number;
                        }
                    } catch (NumberFormatException notANumber) {
                        // Said below, together with numbers out of range.
                    }
                    problems.add(named(key, setting) + " must be " + right + "; it is " + setting.value() + ".");
                    return otherwise;
                })
                .orElse(otherwise);
    }

    private List<NodeAddress> join() {
        List<NodeAddress> join = new ArrayList<>();
        settings.get(Key.JOIN)
                .ifPresent(setting -> setting.values()
                        .forEach(text -> NodeAddress.read(text)
                                .ifPresentOrElse(
                                        join::add,
                                        () -> problems.add(named(Key.JOIN, setting)
                                                + " must be nodes such as host-1:2551,host-2:2551; one is " + text
                                                + "."))));
        return join;
    }

    private Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        settings.get(Key.LABEL)
                .ifPresent(setting -> setting.values().forEach(text -> {
                    if (ClusterConfig.isLabel(text)) {
                        labels.add(text);
                    } else {
                        problems.add(
                                named(Key.LABEL, setting) + " must be labels such as gpu,eu: letters, digits, '.', '_'"
                                        + " and '-', a letter or digit first; one is " + text + ".");
                    }
                }));
        return labels;
    }

    private Optional<NodeKeys> keys() {
        Optional<Path> keystore = file(Key.CLUSTER_KEYSTORE);
        Optional<Path> truststore = file(Key.CLUSTER_TRUSTSTORE);
        if (keystore.isPresent() != truststore.isPresent()) {
            problems.add("cluster-keystore and cluster-truststore go together; give both or none.");
        }
        Optional<String> own = password(Key.CLUSTER_KEYSTORE_PASSWORD, keystore);
        Optional<String> others = password(Key.CLUSTER_TRUSTSTORE_PASSWORD, truststore);
        return keystore.flatMap(
                mine -> truststore.map(theirs -> new NodeKeys(mine, own.orElse(""), theirs, others.orElse(""))));
    }

    private Optional<Path> file(Key key) {
        return settings.get(key).flatMap(setting -> {
            try {
                Path path = Path.of(setting.value()).toAbsolutePath();
                if (Files.isReadable(path) && Files.isRegularFile(path)) {
                    return Optional.of(path);
                }
            } catch (InvalidPathException noPath) {
                // Said below, together with files that are not there.
            }
            problems.add(
                    named(key, setting) + " must be a PKCS #12 file that can be read; it is " + setting.value() + ".");
            return Optional.empty();
        });
    }

    private Optional<String> password(Key key, Optional<Path> store) {
        Optional<String> password = settings.get(key).map(Setting::value);
        if (store.isPresent() && password.isEmpty()) {
            problems.add(key.inFile() + " is missing; it opens " + store.get().getFileName() + ". Give it as "
                    + key.inEnvironment() + " or in the file.");
        }
        return password;
    }

    private SplitBrain splitBrain() {
        return settings.get(Key.SPLIT_BRAIN)
                .map(setting -> SplitBrain.of(setting.value()).orElseGet(() -> {
                    problems.add(named(Key.SPLIT_BRAIN, setting) + " must be one of " + SplitBrain.keys() + "; it is "
                            + setting.value() + ".");
                    return SplitBrain.KEEP_MAJORITY;
                }))
                .orElse(SplitBrain.KEEP_MAJORITY);
    }

    private Duration stableAfter() {
        int otherwise = Math.toIntExact(ClusterConfig.STABLE_AFTER.toSeconds());
        return Duration.ofSeconds(
                number(Key.CLUSTER_STABLE_SECONDS, otherwise, 1, 600, "a number of seconds from 1 to 600"));
    }
}
