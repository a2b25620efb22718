package polis.scheduler.workload;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ports range that instances get their ports from, {@code first-last}
 * @param host name under which instances are reached from this machine; without it the address that they listen on
 */
@ConfigurationProperties("polis.scheduler")
record WorkloadSettings(@DefaultValue("20000-20999") PortRange ports, @Nullable String host) {

    /** Both ends belong to it. */
    public record PortRange(int first, int last) {

        public PortRange {
            if (first < 1 || last > 65535 || first > last) {
                throw new IllegalArgumentException("A range of ports is first-last, between 1 and 65535");
            }
        }

        public static PortRange valueOf(String text) {
            String[] ends = text.split("-", 2);
            return new PortRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip()));
        }
    }
}
