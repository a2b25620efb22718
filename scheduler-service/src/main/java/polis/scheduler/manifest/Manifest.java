package polis.scheduler.manifest;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The services of an architecture. Read leniently: versionset-service is the one that is strict, and fields that only
 * others read do not matter here.
 */
public record Manifest(Map<String, ServiceSpec> services) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    public static Manifest read(JsonNode json) {
        String runtime = json.path("runtime").asString("process");
        Map<String, ServiceSpec> services = new LinkedHashMap<>();
        json.path("services").properties()
                .forEach(entry -> services.put(entry.getKey(), service(entry.getKey(), entry.getValue(), runtime)));
        return new Manifest(services);
    }

    private static ServiceSpec service(String name, JsonNode json, String runtime) {
        JsonNode health = json.path("health");
        JsonNode drain = json.path("drain");
        JsonNode jar = json.path("artifact").path("jar");
        Map<String, String> environment = new LinkedHashMap<>();
        json.path("environment").properties()
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString("")));
        return new ServiceSpec(name, json.path("version").asString("0.0.0"),
                json.path("runtime").asString(runtime).equals("external"), jar.isString() ? jar.asString() : null,
                words(json.path("arguments")), environment, Math.max(0, json.path("instances").path("min").asInt(1)),
                json.path("memoryBytes").asLong(256L << 20),
                new ServiceSpec.Health(health.path("path").asString("/actuator/health/readiness"),
                        duration(health.path("interval"), SECOND),
                        duration(health.path("timeout"), SECOND.multipliedBy(2)),
                        duration(health.path("deadline"), SECOND.multipliedBy(60))),
                new ServiceSpec.Drain(duration(drain.path("delay"), SECOND.multipliedBy(6)),
                        duration(drain.path("timeout"), SECOND.multipliedBy(30))),
                !json.path("routes").isEmpty(), words(json.path("dependsOn")));
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asString("")));
        return words;
    }

    private static Duration duration(JsonNode json, Duration otherwise) {
        try {
            return json.isString() ? Duration.parse(json.asString()) : otherwise;
        } catch (DateTimeParseException unreadable) {
            return otherwise;
        }
    }
}
