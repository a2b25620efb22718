package polis.registry.eureka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.credential.CredentialBook;

/**
 * Eureka clients put user and password into the service URL; they cannot send a bearer token. Passwords are compared in
 * constant time and without a slow hash, which per heartbeat would cost more than Eureka itself.
 */
@Component
class EurekaCallers {

    /** The user of the other nodes, where they have a password of their own. */
    static final String NODE = "registry-node";

    private static final Logger log = LoggerFactory.getLogger(EurekaCallers.class);
    private static final String SCHEME = "Basic ";

    private final byte @Nullable [] sharedPair;
    private final byte @Nullable [] nodePair;
    private final boolean shared;
    private final LeaseBook leases;
    private final CredentialBook credentials;

    EurekaCallers(EurekaSettings settings, EurekaAccess access, LeaseBook leases, CredentialBook credentials) {
        this.sharedPair = pair(settings.username(), settings.password());
        this.nodePair = pair(NODE, access.nodePassword());
        this.shared = access.shared();
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
     * Who this is; null when nobody is known so.
     *
     * @param asNode whether the caller says that it is a node
     */
    @Nullable
    EurekaCaller of(@Nullable String authorization, boolean asNode) {
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
            return new EurekaCaller.Node();
        }
        if (sharedPair != null && MessageDigest.isEqual(sharedPair, given)) {
            // Nodes without a password of their own use the shared one; a registry that stands alone has no other
            // nodes.
            boolean node = asNode && nodePair == null && !leases.node().isEmpty();
            return node ? new EurekaCaller.Node() : shared ? new EurekaCaller.Shared() : null;
        }
        String text = new String(given, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        String service = colon < 0 ? null : credentials.service(text.substring(0, colon), text.substring(colon + 1));
        return service == null ? null : new EurekaCaller.OfService(service);
    }
}
