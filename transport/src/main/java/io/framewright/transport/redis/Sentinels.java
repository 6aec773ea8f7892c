package io.framewright.transport.redis;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.HostAndPortMapper;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks Sentinels where the primary is, each time a connection is made: so whoever connects again after a failover
 * reaches the new one. Sentinels end the connections to a primary that they replace, as far as they reach it.
 * Thread-safe.
 */
final class Sentinels implements HostAndPortMapper {
    private static final Logger log = LoggerFactory.getLogger(Sentinels.class);

    private final List<HostAndPort> sentinels;
    private final String master;
    private final JedisClientConfig client;
    private volatile HostAndPort last;

    /** @param client how to talk to a Sentinel: not as to the server, whose password is another matter */
    Sentinels(List<HostAndPort> sentinels, String master, JedisClientConfig client) {
        this.sentinels = List.copyOf(sentinels);
        this.master = master;
        this.client = client;
        this.last = sentinels.get(0);
    }

    /** The primary, by the first Sentinel that knows it. */
    @Override
    public HostAndPort getHostAndPort(HostAndPort anyAddress) {
        JedisException why = new JedisConnectionException("no Sentinel knows the primary " + master);
        for (HostAndPort each : sentinels) {
            try (Jedis sentinel = new Jedis(each, client)) {
                List<String> address = sentinel.sentinelGetMasterAddrByName(master);
                if (address != null && address.size() == 2) {
                    return found(new HostAndPort(address.get(0), Integer.parseInt(address.get(1))));
                }
            } catch (JedisException away) {
                why.addSuppressed(away);
            }
        }
        throw why;
    }

    private HostAndPort found(HostAndPort primary) {
        if (!primary.equals(last)) {
            log.info("the Redis primary {} is at {}", master, primary);
            last = primary;
        }
        return primary;
    }
}
