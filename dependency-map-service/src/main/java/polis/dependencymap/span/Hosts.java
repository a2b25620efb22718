package polis.dependencymap.span;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells names from addresses: a name may be a place on the map, an address never is. */
final class Hosts {

    private static final int LONGEST_HOST = 253;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*:.*|\\[.*]?");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Pattern KUBERNETES = Pattern.compile("^([^.]+)\\.[^.]+\\.svc(\\..*)?$");

    private Hosts() {}

    /** The name in lower case without a port, or null for an address, the local machine and what stands for nothing. */
    static @Nullable String nameOf(@Nullable String host) {
        if (host == null || host.length() > LONGEST_HOST) {
            return null;
        }
        String whole = host.strip().toLowerCase(Locale.ROOT);
        String name = PORT.matcher(whole).replaceFirst("");
        if (name.isEmpty() || name.equals("none") || name.equals("localhost") || name.endsWith(".localhost")
                || ADDRESS.matcher(whole).matches() || ADDRESS.matcher(name).matches()) {
            return null;
        }
        return KUBERNETES.matcher(name).replaceFirst("$1");
    }

    static @Nullable String nameInUrl(@Nullable String url) {
        try {
            return url == null ? null : nameOf(URI.create(url).getHost());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
