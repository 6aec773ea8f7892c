package io.framewright.manager.cluster;

import java.nio.file.Path;

/**
 * What a node proves with who it is, and what it believes others by. Both stores are PKCS #12 files. Every connection
 * between nodes is TLS, and both ends show a certificate that the other's trust store vouches for.
 *
 * @param keystore the node's own key and certificate
 * @param keystorePassword opens it, and the key in it
 * @param truststore the certificates that others may show
 * @param truststorePassword opens it
 */
public record NodeKeys(Path keystore, String keystorePassword, Path truststore, String truststorePassword) {
    /** Without passwords. */
    @Override
    public String toString() {
        return "keystore " + keystore + ", truststore " + truststore;
    }
}
