package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server proves with who it is.
 *
 * @param keystore a PKCS #12 file with one key and its certificate, which names the hosts that it is asked for by
 * @param password opens it, and the key in it
 */
public record HttpKeys(Path keystore, String password) {
    private static final Logger log = LoggerFactory.getLogger(HttpKeys.class);

    /** Right if the file can be used; left {@code FILE_UNUSABLE}. */
    Either<Failure, KeyStore> open() {
        try {
            KeyStore opened = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            for (String alias : Collections.list(opened.aliases())) {
                if (opened.isKeyEntry(alias)) {
                    return Either.right(opened);
                }
            }
            return Either.left(unusable("has no key in it"));
        } catch (GeneralSecurityException | IOException noKeyStore) {
            log.debug("the key store cannot be opened", noKeyStore);
            return Either.left(unusable("cannot be opened: is it a PKCS #12 file, and this its password?"));
        }
    }

    private Failure unusable(String why) {
        return Failure.of(FailureCode.FILE_UNUSABLE, "The key store for HTTP, " + keystore + ", " + why);
    }

    SslContextFactory.Server server() {
        SslContextFactory.Server server = new SslContextFactory.Server();
        server.setKeyStorePath(keystore.toUri().toString());
        server.setKeyStoreType("PKCS12");
        server.setKeyStorePassword(password);
        return server;
    }

    /** Believes those who show what this key store has, or what its last certificate has signed: the other nodes. */
    Either<Failure, SSLContext> peers() {
        return trust().flatMap(trust -> {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                return Either.right(context);
            } catch (GeneralSecurityException noTrust) {
                return Either.left(untrusted(noTrust));
            }
        });
    }

    /** The same as what TLS is made of. */
    Either<Failure, TrustManagerFactory> trust() {
        return open().flatMap(own -> {
            try {
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                for (String alias : Collections.list(own.aliases())) {
                    Certificate[] chain = own.getCertificateChain(alias);
                    Certificate last = chain == null ? own.getCertificate(alias) : chain[chain.length - 1];
                    trusted.setCertificateEntry(alias, last);
                }
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(trusted);
                return Either.right(trust);
            } catch (GeneralSecurityException | IOException noTrust) {
                return Either.left(untrusted(noTrust));
            }
        });
    }

    /** What the server shows. */
    Either<Failure, KeyManagerFactory> proof() {
        return open().flatMap(own -> {
            try {
                KeyManagerFactory proof = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                proof.init(own, password.toCharArray());
                return Either.right(proof);
            } catch (GeneralSecurityException noKey) {
                log.debug("the key store has a key that cannot be used", noKey);
                return Either.left(unusable("has a key that cannot be used with its password."));
            }
        });
    }

    private Failure untrusted(Exception why) {
        log.debug("the key store gives nobody to believe", why);
        return unusable("has certificates that cannot be used.");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "keystore " + keystore;
    }
}
