package io.framewright.manager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hosts with an address each on a network that nothing else is on, as network namespaces of this machine. Cables can be
 * pulled. Takes Linux, root and {@code ip} of iproute2.
 */
final class TestNetwork implements AutoCloseable {
    private static final String PREFIX = "10.77.0.";
    private static final int FIRST = 11;

    private final String name = "fw" + ProcessHandle.current().pid() + "n";
    private final List<String> namespaces = new ArrayList<>();

    /** @param hosts how many there are, up to 9 */
    TestNetwork(int hosts) throws IOException, InterruptedException {
        try {
            add(name + "s");
            ip("-n", name + "s", "link", "add", "switch0", "type", "bridge");
            ip("-n", name + "s", "link", "set", "switch0", "up");
            for (int host = 0; host < hosts; host++) {
                String own = namespace(host);
                add(own);
                ip("-n", name + "s", "link", "add", cable(host), "type", "veth", "peer", "name", "eth0", "netns", own);
                ip("-n", name + "s", "link", "set", cable(host), "master", "switch0");
                ip("-n", own, "addr", "add", address(host) + "/24", "dev", "eth0");
                ip("-n", own, "link", "set", "eth0", "up");
                ip("-n", own, "link", "set", "lo", "up");
                plugIn(host);
            }
        } catch (IOException | InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Whether such networks can be made here. */
    static boolean isPossible() throws InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
            return false;
        }
        try (TestNetwork network = new TestNetwork(1)) {
            return !network.namespaces.isEmpty();
        } catch (IOException notHere) {
            return false;
        }
    }

    private void add(String namespace) throws IOException, InterruptedException {
        ip("netns", "add", namespace);
        namespaces.add(namespace);
    }

    private String namespace(int host) {
        return name + host;
    }

    private static String cable(int host) {
        return "cable" + host;
    }

    String address(int host) {
        return PREFIX + (FIRST + host);
    }

    /** What a command line begins with that is run on a host. */
    List<String> on(int host) {
        return List.of("ip", "netns", "exec", namespace(host));
    }

    /** Nothing of this host reaches the others any more, and nothing of theirs it. */
    void pullOut(int host) throws IOException, InterruptedException {
        ip("-n", name + "s", "link", "set", cable(host), "down");
    }

    void plugIn(int host) throws IOException, InterruptedException {
        ip("-n", name + "s", "link", "set", cable(host), "up");
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ip.waitFor(20, TimeUnit.SECONDS) || ip.exitValue() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    /** The processes on the hosts must have ended. */
    @Override
    public void close() throws InterruptedException {
        for (String namespace : namespaces) {
            try {
                ip("netns", "del", namespace);
            } catch (IOException gone) {
                System.err.println("a namespace stays behind: " + gone.getMessage());
            }
        }
        namespaces.clear();
    }
}
