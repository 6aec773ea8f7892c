package io.framewright.bench.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What can be asked for, and how commands and answers are told apart. */
class PlaneOptionsTest {
    private static PlaneOptions parse(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "amqp://localhost";
        all[1] = "redis://localhost/7";
        System.arraycopy(options, 0, all, 2, options.length);
        return PlaneOptions.parse(all);
    }

    @Test
    void withoutOptionsAllPeersAnswerFromOneQueue() {
        assertThat(parse().workers()).containsExactly(1);
        assertThat(parse().peers()).containsExactly(Peer.values());
        assertThat(parse().queueType()).isEqualTo("classic");
    }

    @Test
    void optionsAreRead() {
        PlaneOptions options = parse(
                "--workers", "1,10", "--peers", "bare,ours", "--queue", "quorum", "--rounds", "7", "--seconds", "0.5");
        assertThat(options.workers()).containsExactly(1, 10);
        assertThat(options.peers()).containsExactly(Peer.BARE, Peer.OURS);
        assertThat(options.queueType()).isEqualTo("quorum");
        assertThat(options.rounds()).isEqualTo(7);
        assertThat(options.seconds()).isEqualTo(0.5);
    }

    @Test
    void whatIsNoOptionIsRefused() {
        assertThatThrownBy(() -> parse("--peers", "nobody")).hasMessageContaining("there is no peer nobody");
        assertThatThrownBy(() -> parse("--queue", "lazy")).hasMessageContaining("classic or quorum");
        assertThatThrownBy(() -> parse("--round", "3")).hasMessageContaining("there is no option --round");
        assertThatThrownBy(() -> PlaneOptions.parse(new String[] {"amqp://localhost"}))
                .hasMessageContaining("usage");
    }

    @Test
    void anAnswerIsKnownByItsCommandAndItsSuccess() {
        Wire wire = new Wire(false);
        String command = new String(wire.body(70_000), StandardCharsets.UTF_8);
        assertThat(command.length()).isBetween(190, 210);
        byte[] success = ("{\"eventType\":\"ECHO_SUCCEEDED\"," + command.substring(1)).getBytes(StandardCharsets.UTF_8);
        byte[] failure = ("{\"eventType\":\"ECHO_FAILED\"," + command.substring(1)).getBytes(StandardCharsets.UTF_8);
        assertThat(wire.answered(success)).isEqualTo(70_000);
        assertThat(wire.answered(failure)).isEqualTo(-1);
        assertThat(new Wire(false).answered(success)).isEqualTo(-1);
    }
}
