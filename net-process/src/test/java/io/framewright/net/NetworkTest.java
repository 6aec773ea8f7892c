package io.framewright.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fd00::1",
                "fe80::1",
                "ff02::1",
                "2001:db8::1"
            })
    void addressesOfInnerNetworksAreKnown(String address) throws UnknownHostException {
        assertThat(Network.isInner(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "172.15.255.255", "192.169.0.1", "2606:4700::1111"})
    void addressesOfTheWorldAreNotInner(String address) throws UnknownHostException {
        assertThat(Network.isInner(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void mappedAddressThatStayedOneOfIpv6IsInner() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 1, 1, 1};
        assertThat(Network.isInner(Inet6Address.getByAddress("x", mapped, -1))).isTrue();
    }

    @Test
    void networkHoldsWhatBeginsAlike() throws UnknownHostException {
        Network ten = Network.read("10.0.0.0/8").orElseThrow();
        assertThat(ten.has(InetAddress.getByName("10.255.0.1"))).isTrue();
        assertThat(ten.has(InetAddress.getByName("11.0.0.1"))).isFalse();
        assertThat(ten.has(InetAddress.getByName("::1"))).isFalse();
        assertThat(Network.read("::/0").orElseThrow().has(InetAddress.getByName("::1")))
                .isTrue();
        assertThat(new PushAllowed(java.util.List.of("net:10.0.0.0/8")).reaches(InetAddress.getByName("10.9.9.9")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0/8", "", "example.org/8", "10.0.0.0/x", "1:2/8"})
    void whatIsNoNetworkIsNotRead(String text) {
        assertThat(Network.read(text)).isEmpty();
    }
}
