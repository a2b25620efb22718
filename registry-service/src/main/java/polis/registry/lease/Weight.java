package polis.registry.lease;

import com.netflix.appinfo.AmazonInfo;
import com.netflix.appinfo.InstanceInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a registration takes of the heap while it is held, in bytes. */
public final class Weight {

    /** The lease, its clock, its keys and the mark of its latest change, beside the texts of its registration. */
    static final int BASE = 1_024;

    /** A string, its array, and the entry that holds it. */
    private static final int TEXT = 64;

    private Weight() {}

    @SuppressWarnings("deprecation") // Nobody reads it, but anybody may send it.
    public static long of(InstanceInfo info) {
        long sum = BASE + of(info.getId()) + of(info.getAppName()) + of(info.getAppGroupName()) + of(info.getIPAddr())
                + of(info.getHostName()) + of(info.getVIPAddress()) + of(info.getSecureVipAddress())
                + of(info.getHomePageUrl()) + of(info.getStatusPageUrl()) + of(info.getASGName()) + of(info.getSID())
                + of(info.getMetadata());
        for (String url : info.getHealthCheckUrls()) {
            sum += of(url);
        }
        return info.getDataCenterInfo() instanceof AmazonInfo amazon ? sum + of(amazon.getMetadata()) : sum;
    }

    private static long of(@Nullable Map<String, String> texts) {
        long sum = 0;
        if (texts != null) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                sum += of(text.getKey()) + of(text.getValue());
            }
        }
        return sum;
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : TEXT + (long) text.length() * (isLatin(text) ? 1 : 2);
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
