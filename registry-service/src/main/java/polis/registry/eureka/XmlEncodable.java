package polis.registry.eureka;

import com.netflix.appinfo.AmazonInfo;
import com.netflix.appinfo.InstanceInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to what XML can hold. Netflix's codec writes keys of metadata as names of elements, whatever they are, so that
 * one key with a blank in it would leave every client of the list without any.
 */
final class XmlEncodable {

    /** The longest key: Java's own parser takes no name above a thousand, and some characters are doubled. */
    private static final int LONGEST = 256;

    private XmlEncodable() {}

    /** Returns the registration without the metadata that XML cannot hold; mostly the same object. */
    static InstanceInfo of(InstanceInfo info) {
        if (fits(info.getMetadata())) {
            return info;
        }
        var fit = new HashMap<String, String>();
        info.getMetadata().forEach((key, value) -> {
            if (fits(key, value)) {
                fit.put(key, value);
            }
        });
        return new InstanceInfo.Builder(new InstanceInfo(info)).setMetadata(fit).build();
    }

    /** Refuses names and addresses that XML cannot hold: no client means them. */
    @SuppressWarnings("deprecation")
    static void check(InstanceInfo sent) {
        boolean fit = Stream
                .of(sent.getId(), sent.getAppName(), sent.getAppGroupName(), sent.getHostName(), sent.getIPAddr(),
                        sent.getVIPAddress(), sent.getSecureVipAddress(), sent.getHomePageUrl(),
                        sent.getStatusPageUrl(), sent.getASGName(), sent.getSID())
                .allMatch(XmlEncodable::text) && sent.getHealthCheckUrls().stream().allMatch(XmlEncodable::text);
        if (!fit || (sent.getDataCenterInfo() instanceof AmazonInfo amazon && !fits(amazon.getMetadata()))) {
            throw new EurekaException(400,
                    "Names and addresses must not hold characters that XML 1.0 forbids, such as control characters.");
        }
    }

    private static boolean fits(@Nullable Map<String, String> metadata) {
        if (metadata == null) {
            return true;
        }
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (!fits(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(@Nullable String key, @Nullable String value) {
        return key != null && name(key) && text(value);
    }

    /** Narrower than XML's names, beyond which clients differ. A dollar is escaped by the codec. */
    private static boolean name(String key) {
        for (int place = 0; place < key.length(); place++) {
            char c = key.charAt(place);
            boolean starts = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
            if (!starts && (place == 0 || !((c >= '0' && c <= '9') || c == '.' || c == '-'))) {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= LONGEST;
    }

    private static boolean text(@Nullable String text) {
        for (int place = 0; text != null && place < text.length();) {
            int c = text.codePointAt(place);
            boolean allowed = c >= 0x20
                    ? c < 0xD800 || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF)
                    : c == '\t' || c == '\n' || c == '\r';
            if (!allowed) {
                return false;
            }
            place += Character.charCount(c);
        }
        return true;
    }
}
