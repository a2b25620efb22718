package polis.registry.eureka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.credential.CredentialCache;
import polis.registry.lease.LeaseRegistry;

/**
 * Eureka clients put user and password into the service URL; they cannot send a bearer token. Passwords are compared in
 * constant time and without a slow hash, which per heartbeat would cost more than Eureka itself.
 */
@Component
class EurekaAuthentication {

    /** The user of the other nodes, where they have a password of their own. */
    static final String NODE = "registry-node";

    private static final Logger log = LoggerFactory.getLogger(EurekaAuthentication.class);
    private static final String SCHEME = "Basic ";

    private final byte @Nullable [] sharedPair;
    private final byte @Nullable [] nodePair;
    private final boolean shared;
    private final LeaseRegistry leases;
    private final CredentialCache credentials;

    EurekaAuthentication(EurekaSettings settings, LeaseRegistry leases, CredentialCache credentials) {
        this.sharedPair = pair(settings.username(), settings.password());
        this.nodePair = pair(NODE, settings.nodePassword());
        this.shared = settings.shared();
        this.leases = leases;
        this.credentials = credentials;
        if (shared && sharedPair == null) {
            log.warn(
                    "polis.registry.eureka.password is not set: only clients with a credential of their own can register.");
        }
    }

    private static byte @Nullable [] pair(String user, @Nullable String password) {
        return password == null || password.isBlank() ? null : (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns who this is; null where the credentials are wrong.
     *
     * @param asNode whether the caller claims to be a node
     */
    @Nullable
    EurekaPrincipal of(@Nullable String authorization, boolean asNode) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        byte[] given;
        try {
            given = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (nodePair != null && MessageDigest.isEqual(nodePair, given)) {
            return new EurekaPrincipal.Node();
        }
        if (sharedPair != null && MessageDigest.isEqual(sharedPair, given)) {
            // Nodes without a password of their own use the shared one; a registry that stands alone has no other
            // nodes.
            boolean node = asNode && nodePair == null && !leases.node().isEmpty();
            return node ? new EurekaPrincipal.Node() : shared ? new EurekaPrincipal.Shared() : null;
        }
        String text = new String(given, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        String service = colon < 0 ? null : credentials.service(text.substring(0, colon), text.substring(colon + 1));
        return service == null ? null : new EurekaPrincipal.OfService(service);
    }
}
