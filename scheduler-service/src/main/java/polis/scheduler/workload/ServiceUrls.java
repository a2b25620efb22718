package polis.scheduler.workload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The URLs that Eureka's clients call, as they want them: with user and password in each. */
final class ServiceUrls {

    /** Where Spring Cloud's client reads them. */
    static final String VARIABLE = "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE";

    private ServiceUrls() {}

    /** @param urls one or more, separated by commas; whoever's credential is in them gives way */
    static String with(Credential credential, String urls) {
        String user = encoded(credential.username()) + ":" + encoded(credential.password()) + "@";
        return Arrays.stream(urls.split(",", -1)).map(String::strip).filter(url -> !url.isEmpty())
                .map(url -> url.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)([^/@]*@)?", "$1" + user))
                .collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
