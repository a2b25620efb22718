package polis.versionset.manifest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.versionset.manifest.Manifest.Artifact;
import polis.versionset.manifest.Manifest.Drain;
import polis.versionset.manifest.Manifest.Health;
import polis.versionset.manifest.Manifest.Instances;
import polis.versionset.manifest.Manifest.Route;
import polis.versionset.manifest.Manifest.RuntimeKind;
import polis.versionset.manifest.Manifest.Service;

/** Reads one service of a manifest. */
final class ServiceFields {

    static final int DEFAULT_TIER = 2;
    static final long DEFAULT_MEMORY = 256L << 20;
    private static final long MIN_MEMORY = 32L << 20;
    private static final long MAX_MEMORY = 1L << 40;
    static final Health DEFAULT_HEALTH = new Health("/actuator/health/readiness", Duration.ofSeconds(1),
            Duration.ofSeconds(2), Duration.ofSeconds(60));
    static final Drain DEFAULT_DRAIN = new Drain(Duration.ofSeconds(6), Duration.ofSeconds(30));

    static final String[] KNOWN = {"title", "description", "version", "tier", "owner", "domain", "runtime", "artifact",
        "arguments", "environment", "instances", "memory", "memoryBytes", "health", "drain", "routes", "dependsOn"};
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    /** The scheduler tells each instance apart by these. */
    private static final Set<String> RESERVED = Set.of("SERVER_PORT", "SERVER_ADDRESS", "EUREKA_INSTANCE_INSTANCE_ID",
            "EUREKA_INSTANCE_METADATA_MAP_VERSION", "POLIS_INSTANCE_ID", "POLIS_VERSION");
    private static final Pattern ROUTE = Pattern.compile("(/[A-Za-z0-9._~!$&'()+,;=:@%-]+)*(/|/\\*\\*)?");
    private static final Pattern PROBE = Pattern.compile("/[\\x21-\\x7e]{0,499}");

    private final String name;
    private final Fields fields;

    private ServiceFields(String name, Fields fields) {
        this.name = name;
        this.fields = fields;
    }

    static Service read(String name, Tree tree, String pointer, RuntimeKind runtimeOfAll, Findings findings) {
        return new ServiceFields(name, Fields.of(tree, pointer, findings, KNOWN)).service(runtimeOfAll);
    }

    private Service service(RuntimeKind runtimeOfAll) {
        fields.require("version", "version is required: the SemVer 2 version that shall run");
        RuntimeKind runtime = fields.value("runtime", runtimeOfAll, Values.oneOf(RuntimeKind.values()));
        return new Service(fields.value("title", name, Values.text(100)),
                fields.value("description", Values.text(2000)), fields.value("version", "0.0.0", Values::version),
                fields.value("tier", DEFAULT_TIER, Values.integer(0, 3)), fields.value("owner", Values.text(100)),
                fields.value("domain", Values::label), runtime, artifact(runtime),
                fields.texts("arguments", ServiceFields::argument), environment(), instances(), memory(), health(),
                drain(), routes(), dependsOn());
    }

    private @Nullable Artifact artifact(RuntimeKind runtime) {
        if (runtime == RuntimeKind.EXTERNAL) {
            for (String started : List.of("artifact", "arguments", "environment")) {
                if (fields.hasContent(started)) {
                    fields.findings().error(fields.at(started), fields.line(started),
                            started + " is for services that Polis starts; leave it out where the runtime is external");
                }
            }
            return null;
        }
        Fields artifact = fields.nested("artifact", "jar");
        if (!fields.has("artifact")) {
            fields.require("artifact",
                    "artifact is required, such as {jar: " + name + ".jar}, unless the runtime is external");
        } else {
            artifact.require("jar", "jar is required: a path below the scheduler's folder of artifacts");
        }
        return new Artifact(artifact.value("jar", "", ServiceFields::jar));
    }

    private static String jar(String text) {
        if (text.startsWith("/") || text.contains("\\") || text.indexOf('\0') >= 0
                || List.of(text.split("/")).contains("..")) {
            throw new BadValue(
                    Values.quoted(text) + " must be relative to the scheduler's folder of artifacts, without \"..\"");
        }
        if (!text.endsWith(".jar") || text.length() > 500) {
            throw new BadValue(Values.quoted(text) + " is not the path of a .jar file");
        }
        return text;
    }

    private static String argument(String text) {
        if (text.length() > 4000 || text.indexOf('\0') >= 0) {
            throw new BadValue("must have at most 4000 characters");
        }
        return text;
    }

    private SortedMap<String, String> environment() {
        SortedMap<String, String> environment = new TreeMap<>();
        Map<String, Tree> members = fields.nestedMembers("environment");
        Fields values = Fields.any(new Tree.Mapping(new LinkedHashMap<>(members), fields.line("environment"), 0),
                fields.at("environment"), fields.findings());
        members.forEach((variable, tree) -> {
            if (!VARIABLE.matcher(variable).matches()) {
                fields.findings().error(values.at(variable), tree.line(),
                        Values.quoted(variable) + " is not the name of an environment variable");
            } else if (RESERVED.contains(variable.toUpperCase(Locale.ROOT))) {
                fields.findings().error(values.at(variable), tree.line(),
                        variable + " is set by the scheduler; leave it out");
            } else if (tree.isNothing()) {
                fields.findings().error(values.at(variable), tree.line(), "has no value; write \"\" for an empty one");
            } else {
                environment.put(variable, values.value(variable, "", ServiceFields::argument));
            }
        });
        return environment;
    }

    /** {@code memoryBytes} is how the normalised form says it, so that this can be applied again. */
    private long memory() {
        if (fields.has("memory") && fields.has("memoryBytes")) {
            fields.findings().error(fields.at("memoryBytes"), fields.line("memoryBytes"),
                    "memory is given as well; leave one of them out");
        }
        long bytes = fields.value("memoryBytes", DEFAULT_MEMORY, text -> {
            if (text.matches("\\d{1,15}")) {
                return Values.memory(MIN_MEMORY, MAX_MEMORY).apply(text + "B");
            }
            throw new BadValue(Values.quoted(text) + " is not a number of bytes");
        });
        return fields.value("memory", bytes, Values.memory(MIN_MEMORY, MAX_MEMORY));
    }

    private Instances instances() {
        Fields instances = fields.nested("instances", "min", "max");
        int min = instances.value("min", 1, Values.integer(0, 1000));
        int max = instances.value("max", Math.max(1, min), Values.integer(1, 1000));
        if (min > max) {
            instances.findings().error(instances.at("min"), instances.line("min"),
                    "min, " + min + ", is more than max, " + max, Integer.toString(max));
        }
        return new Instances(min, max);
    }

    private Health health() {
        Fields health = fields.nested("health", "path", "interval", "timeout", "deadline");
        return new Health(health.value("path", DEFAULT_HEALTH.path(), ServiceFields::probe),
                health.value("interval", DEFAULT_HEALTH.interval(),
                        Values.duration(Duration.ofMillis(100), Duration.ofMinutes(10))),
                health.value("timeout", DEFAULT_HEALTH.timeout(),
                        Values.duration(Duration.ofMillis(100), Duration.ofMinutes(1))),
                health.value("deadline", DEFAULT_HEALTH.deadline(),
                        Values.duration(Duration.ofSeconds(1), Duration.ofHours(1))));
    }

    private static String probe(String text) {
        if (PROBE.matcher(text).matches()) {
            return text;
        }
        throw new BadValue(Values.quoted(text) + " is not a path, such as " + DEFAULT_HEALTH.path());
    }

    private Drain drain() {
        Fields drain = fields.nested("drain", "delay", "timeout");
        return new Drain(
                drain.value("delay", DEFAULT_DRAIN.delay(), Values.duration(Duration.ZERO, Duration.ofMinutes(10))),
                drain.value("timeout", DEFAULT_DRAIN.timeout(), Values.duration(Duration.ZERO, Duration.ofHours(1))));
    }

    private List<Route> routes() {
        return fields.<Route>list("routes", (tree, at) -> {
            Fields route = Fields.of(tree, at, fields.findings(), "path", "stripPrefix", "passAuthorization");
            route.require("path", "path is required, such as /" + name + "/**");
            String path = route.value("path", ServiceFields::path);
            int segments = path == null ? Integer.MAX_VALUE : segments(path);
            boolean passes = route.value("passAuthorization", false, Values::truth);
            return new Route(path == null ? "/" : path,
                    route.value("stripPrefix", 0, text -> stripPrefix(text, segments)), passes ? true : null);
        });
    }

    private static String path(String text) {
        if (!text.isEmpty() && text.length() <= 500 && ROUTE.matcher(text).matches()) {
            return text;
        }
        throw new BadValue(Values.quoted(text) + " is not a path of a route, such as /shop/** or /shop/cart",
                text.startsWith("/") ? null : "/" + text);
    }

    private static int stripPrefix(String text, int segments) {
        int strip = Values.integer(0, 20).apply(text);
        if (strip > segments) {
            throw new BadValue("stripPrefix, " + strip + ", is more than the path has fixed segments, " + segments,
                    Integer.toString(segments));
        }
        return strip;
    }

    private static int segments(String path) {
        String fixed = path.replaceAll("/(\\*\\*)?$", "");
        return (int) fixed.chars().filter(character -> character == '/').count();
    }

    private List<String> dependsOn() {
        return List.copyOf(new TreeSet<>(fields.texts("dependsOn", Values::label)));
    }

}
