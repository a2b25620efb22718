package polis.registry.health;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.PortType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an instance wants to be asked. */
sealed interface HealthAddress {

    /** The key in a registration's metadata that goes before Eureka's own health URLs. */
    String METADATA = "health-url";

    /** It does not. */
    record Absent() implements HealthAddress {}

    /** It says so, but not in a way that can be followed; {@code why} is a sentence. */
    record Unusable(String why) implements HealthAddress {}

    /**
     * It does.
     *
     * @param path with its query; empty for {@link Scheme#TCP}
     */
    record Stated(Scheme scheme, String host, int port, String path) implements HealthAddress {}

    /** How it is asked. */
    enum Scheme {
        HTTP(80), HTTPS(443), TCP(-1);

        private final int usualPort;

        Scheme(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    static HealthAddress of(InstanceInfo info) {
        String url = stated(info);
        if (url == null || url.isBlank()) {
            return new Absent();
        }
        try {
            return of(new URI(url.strip()), info);
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return new Unusable("Its health URL cannot be read.");
        }
    }

    private static HealthAddress of(URI url, InstanceInfo info) {
        String host = url.getHost();
        if (url.getScheme() == null || host == null) {
            return new Unusable("Its health URL names no scheme or no host.");
        }
        String name = url.getScheme().toUpperCase(Locale.ROOT);
        if (!name.equals("HTTP") && !name.equals("HTTPS") && !name.equals("TCP")) {
            return new Unusable("Its health URL is none of http:, https: and tcp:.");
        }
        Scheme scheme = Scheme.valueOf(name);
        String bare = bare(host);
        // Whoever may register could have this process ask any address otherwise.
        if (!bare.equalsIgnoreCase(bare(info.getHostName())) && !bare.equalsIgnoreCase(bare(info.getIPAddr()))) {
            return new Unusable("The host of its health URL is not its own.");
        }
        int port = url.getPort() < 0 ? scheme.usualPort : url.getPort();
        if (port < 1 || port > 65_535 || url.getRawUserInfo() != null) {
            return new Unusable("Its health URL has no usable port, or a user in it.");
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new Stated(scheme, bare, port,
                scheme == Scheme.TCP ? "" : url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    /** The URL as it was stated; of several the one that counts. */
    static @Nullable String stated(InstanceInfo info) {
        String own = info.getMetadata() == null ? null : info.getMetadata().get(METADATA);
        if (own != null) {
            return own;
        }
        boolean secure = info.isPortEnabled(PortType.SECURE) && !info.isPortEnabled(PortType.UNSECURE);
        String first = secure ? info.getSecureHealthCheckUrl() : info.getHealthCheckUrl();
        String second = secure ? info.getHealthCheckUrl() : info.getSecureHealthCheckUrl();
        return first == null || first.isBlank() ? second : first;
    }

    private static String bare(@Nullable String host) {
        if (host == null) {
            return "";
        }
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
