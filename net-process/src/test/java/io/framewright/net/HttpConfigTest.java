package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
    private static final HttpConfig LOOPBACK = HttpConfig.ofPort(0);

    private static String forOthers(HttpConfig config, String own) {
        return config.address().forOthers(URI.create(own)).toString();
    }

    @Test
    void othersReachItWhereItListens() {
        assertThat(forOthers(LOOPBACK, "http://127.0.0.1:8080")).isEqualTo("http://127.0.0.1:8080");
        assertThat(forOthers(LOOPBACK.withHost("::1"), "http://[::1]:8080")).isEqualTo("http://[::1]:8080");
    }

    @Test
    void addressThatStandsForAllIsNoneToReachItBy() throws Exception {
        String machine = InetAddress.getLocalHost().getHostName();
        assertThat(forOthers(LOOPBACK.withHost("0.0.0.0"), "https://0.0.0.0:8443"))
                .isEqualTo("https://" + machine + ":8443");
        assertThat(forOthers(LOOPBACK.withHost("::"), "grpc+tls://[::]:8815"))
                .isEqualTo("grpc+tls://" + machine + ":8815");
    }

    @Test
    void nameWins() {
        assertThat(forOthers(LOOPBACK.withName("node-1.example"), "https://127.0.0.1:8443"))
                .isEqualTo("https://node-1.example:8443");
        assertThat(forOthers(LOOPBACK.withName("fd00::1"), "http://127.0.0.1:80"))
                .isEqualTo("http://[fd00::1]:80");
    }
}
