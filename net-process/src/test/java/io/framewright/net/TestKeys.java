package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Key stores of tests, made by the JDK's own tool. */
final class TestKeys {
    private static final String PASSWORD = "not-a-secret";

    private TestKeys() {}

    /** A key whose certificate names localhost and 127.0.0.1, and which it vouches for itself. */
    static HttpKeys of(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("http.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(Stream.concat(
                                Stream.of(keytool),
                                List.of(
                                        "-genkeypair",
                                        "-alias",
                                        "http",
                                        "-keyalg",
                                        "EC",
                                        "-groupname",
                                        "secp256r1",
                                        "-dname",
                                        "CN=localhost",
                                        "-ext",
                                        "SAN=dns:localhost,ip:127.0.0.1",
                                        "-validity",
                                        "1",
                                        "-storetype",
                                        "PKCS12",
                                        "-keystore",
                                        store.toString(),
                                        "-storepass",
                                        PASSWORD)
                                        .stream())
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(said).isZero();
        return new HttpKeys(store, PASSWORD);
    }

    /** The certificate as PEM. */
    static InputStream certificate(HttpKeys keys) throws GeneralSecurityException {
        KeyStore store = TestServer.right(keys.open());
        byte[] der = store.getCertificate(store.aliases().nextElement()).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return new ByteArrayInputStream(("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII));
    }
}
