package io.framewright.net;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin alike.
 *
 * @param first of its addresses, 4 or 16 bytes
 * @param bits that they have in common
 */
record Network(InetAddress first, int bits) {
    /** Numbers only: what has letters beyond those of numbers would be looked up as a name. */
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");

    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

    /** What is not of the whole internet (IANA's special-purpose registries), beside what Java knows to be so. */
    private static final Network[] INNER = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::read)
            .flatMap(Optional::stream)
            .toArray(Network[]::new);

    /** Reads {@code 10.0.0.0/8}, or one address; empty if it is neither. */
    static Optional<Network> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !form.group(1).contains(":") && !form.group(1).matches("\\d+(\\.\\d+){3}")) {
            return Optional.empty();
        }
        try {
            InetAddress first = InetAddress.getByName(form.group(1));
            int all = 8 * first.getAddress().length;
            @Nullable String given = form.group(2);
            int bits = given == null ? all : Integer.parseInt(given);
            return bits > all ? Optional.empty() : Optional.of(new Network(first, bits));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address leads to this machine or into somebody's own network. */
    static boolean isInner(InetAddress address) {
        return isMapped(address)
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || Stream.of(INNER).anyMatch(network -> network.has(address));
    }

    /** {@code ::ffff:0:0/96}: Java makes addresses of IPv4 of them, where it sees them. */
    private static boolean isMapped(InetAddress address) {
        return address.getAddress().length == 16
                && number(address).shiftRight(32).equals(MAPPED);
    }

    /** Addresses of IPv4 and of IPv6 are never in one network. */
    boolean has(InetAddress address) {
        if (address instanceof Inet4Address != first instanceof Inet4Address) {
            return false;
        }
        int rest = 8 * first.getAddress().length - bits;
        return number(first).shiftRight(rest).equals(number(address).shiftRight(rest));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
