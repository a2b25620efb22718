package polis.dependencymap.span;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells names from addresses: a name may be a node on the map, an address never is. */
final class Hosts {

    private static final int LONGEST_HOST = 253;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*:.*|\\[.*]?");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Pattern KUBERNETES = Pattern.compile("^([^.]+)\\.[^.]+\\.svc(\\..*)?$");
    private static final Memo<String, Optional<String>> NAMES = new Memo<>(host -> Optional.ofNullable(made(host)));

    private Hosts() {}

    /** Returns the name in lower case without a port; null for an address, the local machine or a placeholder. */
    static @Nullable String nameOf(@Nullable String host) {
        return host == null || host.length() > LONGEST_HOST ? null : NAMES.of(host).orElse(null);
    }

    private static @Nullable String made(String host) {
        String whole = host.strip().toLowerCase(Locale.ROOT);
        String name = PORT.matcher(whole).replaceFirst("");
        if (name.isEmpty() || name.equals("none") || name.equals("localhost") || name.endsWith(".localhost")
                || ADDRESS.matcher(whole).matches() || ADDRESS.matcher(name).matches()) {
            return null;
        }
        return KUBERNETES.matcher(name).replaceFirst("$1");
    }

    /** Returns the name in a URL's authority. Read by hand: paths differ in every span, hosts do not. */
    static @Nullable String nameInUrl(@Nullable String url) {
        int scheme = url == null ? -1 : url.indexOf("://");
        if (url == null || scheme < 0) {
            return null;
        }
        int from = scheme + 3;
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        int user = url.lastIndexOf('@', to - 1);
        return nameOf(url.substring(user >= from ? user + 1 : from, to));
    }

    /** Returns where the path of a URL begins, or its beginning if it has no authority before. */
    static int pathOf(byte[] url, int from, int to) {
        int at = from;
        while (at < to && url[at] != ':' && url[at] != '/') {
            at++;
        }
        if (to - at < 3 || url[at] != ':' || url[at + 1] != '/' || url[at + 2] != '/') {
            return from;
        }
        at += 3;
        while (at < to && url[at] != '/' && url[at] != '?' && url[at] != '#') {
            at++;
        }
        return at;
    }
}
