package polis.gateway.header;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The headers that concern one connection only and are not passed on (RFC 9110, section 7.6.1). */
public final class HopByHop {

    private static final Set<String> NAMES = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");

    private final Set<String> named;

    /**
     * Those of every connection, and those of this one.
     *
     * @param connection the values of the Connection header, which may name more of them
     */
    public HopByHop(List<String> connection) {
        named = connection.isEmpty() ? Set.of() : new HashSet<>();
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
    }

    public boolean contains(String name) {
        return containsLower(name.toLowerCase(Locale.ROOT));
    }

    boolean containsLower(String lower) {
        return NAMES.contains(lower) || named.contains(lower);
    }
}
