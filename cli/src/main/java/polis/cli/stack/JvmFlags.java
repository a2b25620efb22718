package polis.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import polis.cli.api.PolisService;

/**
 * Five JVMs side by side on two cores and in 1.5 GiB: one collector thread, compact headers, small stacks, and no
 * second compiler for services that only a person or a poll asks something. The gateway carries the traffic and keeps
 * it.
 */
final class JvmFlags {

    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xss512k",
            "-Xms48m", "-Xmx128m", "-XX:ReservedCodeCacheSize=64m", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8", "-Dspring.main.banner-mode=off");

    private JvmFlags() {}

    static List<String> of(PolisService service) {
        List<String> flags = new ArrayList<>(LEAN);
        if (service != PolisService.GATEWAY) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return List.copyOf(flags);
    }

    static String writeCache(Path cache) {
        return "-XX:AOTCacheOutput=" + cache;
    }

    static String useCache(Path cache) {
        return "-XX:AOTCache=" + cache;
    }
}
