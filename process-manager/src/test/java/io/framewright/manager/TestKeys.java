package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.manager.cluster.NodeKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys for the nodes of a test. */
final class TestKeys {
    private static final String PASSWORD = "not-a-secret";

    private TestKeys() {}

    /** The keys of a store that {@link #make} has made. */
    static NodeKeys of(Path store) {
        return new NodeKeys(store, PASSWORD, store, PASSWORD);
    }

    /** One key for all nodes, which is what they believe each other by. */
    static NodeKeys make(Path directory, String name) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", "CN=" + name, "-validity", "1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return of(store);
    }
}
