package io.framewright.transport.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** What Qpid is told at its start. */
final class QpidConfiguration {
    private QpidConfiguration() {}

    static Map<String, Object> systemAttributes(URI initialConfiguration, Path workDirectory) {
        return Map.of(
                "type",
                "Memory",
                "initialConfigurationLocation",
                initialConfiguration.toString(),
                "startupLoggedToSystemOut",
                false,
                "context",
                Map.of("qpid.work_dir", workDirectory.toString()));
    }

    static String json(EmbeddedBrokerConfig config, String user, String password) {
        ObjectNode broker = Json.mapper().createObjectNode();
        broker.put("name", "framewright").put("modelVersion", "9.1");
        // Loopback clients only: what counts is a small footprint, not a thousand connections.
        broker.putObject("context")
                .put("qpid.port.sessionCountLimit", Integer.toString(config.maxChannels()))
                .put("qpid.port.amqp.threadPool.size", "2")
                .put("qpid.port.amqp.threadPool.numberOfSelectors", "1")
                .put("virtualhost.connectionThreadPool.size", "4")
                .put("virtualhost.connectionThreadPool.numberOfSelectors", "1")
                .put("broker.shutdownTimeout", "5")
                .put("broker.messageCompressionEnabled", "false");
        ObjectNode authentication = single(broker.putArray("authenticationproviders"));
        authentication.put("name", "plain").put("type", "Plain").putArray("secureOnlyMechanisms");
        single(authentication.putArray("users"))
                .put("name", user)
                .put("type", "managed")
                .put("password", password);
        ObjectNode port = single(broker.putArray("ports"));
        port.put("name", "amqp")
                .put("type", "AMQP")
                .put("port", config.port())
                .put("bindingAddress", "127.0.0.1")
                .put("authenticationProvider", "plain")
                .putArray("protocols")
                .add("AMQP_0_9_1");
        single(port.putArray("virtualhostaliases")).put("name", "defaultAlias").put("type", "defaultAlias");
        single(broker.putArray("virtualhostnodes"))
                .put("name", "default")
                .put("type", "Memory")
                .put("defaultVirtualHostNode", true)
                .put("virtualHostInitialConfiguration", "{\"type\":\"Memory\"}");
        return broker.toString();
    }

    private static ObjectNode single(ArrayNode array) {
        return array.addObject();
    }
}
