package polis.scheduler.desired;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.ServiceTarget.Health;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;
import polis.scheduler.cluster.ServiceTarget.Traffic;
import tools.jackson.databind.JsonNode;

/**
 * The services of an architecture, read from the normal form of its manifest. versionset-service fills in the defaults:
 * a field that is missing is an error here. Fields that only others read do not matter.
 */
public record Manifest(Map<String, ServiceTarget> services) {

    /**
     * Reads the normal form.
     *
     * @throws MalformedManifestException a field is missing, or is not what it should be
     */
    public static Manifest read(JsonNode json) {
        Map<String, ServiceTarget> services = new LinkedHashMap<>();
        NormalForm form = new NormalForm(json, "");
        form.object("services").json().properties().forEach(entry -> services.put(entry.getKey(),
                service(entry.getKey(), form.object("services").object(entry.getKey()))));
        return new Manifest(services);
    }

    private static ServiceTarget service(String name, NormalForm form) {
        NormalForm health = form.object("health");
        NormalForm drain = form.object("drain");
        String version = form.text("version");
        Health checks = new Health(health.text("path"), health.duration("interval"), health.duration("timeout"),
                health.duration("deadline"));
        Traffic traffic = new Traffic(!form.array("routes").isEmpty(), drain.duration("delay"),
                drain.duration("timeout"));
        ProcessSpec process = process(form);
        boolean external = form.text("runtime").equals("external");
        return new ServiceTarget(name, version, Digest.of(version, process, checks), external ? null : process,
                (int) form.object("instances").number("min"), checks, traffic, words(form.array("dependsOn")));
    }

    private static ProcessSpec process(NormalForm form) {
        Map<String, String> environment = new LinkedHashMap<>();
        form.object("environment").json().properties()
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString("")));
        return new ProcessSpec(jar(form.json()), words(form.array("arguments")), environment,
                form.number("memoryBytes"));
    }

    /** A service that somebody else runs has none; that one that runs here has one is checked with the artifacts. */
    private static @Nullable String jar(JsonNode service) {
        JsonNode jar = service.path("artifact").path("jar");
        return jar.isString() ? jar.asString() : null;
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asString("")));
        return words;
    }

    /** One object of the normal form, whose fields are all there. */
    private record NormalForm(JsonNode json, String pointer) {

        NormalForm object(String field) {
            return new NormalForm(of(field, json.path(field).isObject(), "an object"), at(field));
        }

        JsonNode array(String field) {
            return of(field, json.path(field).isArray(), "an array");
        }

        String text(String field) {
            return of(field, json.path(field).isString(), "a text").asString();
        }

        long number(String field) {
            return of(field, json.path(field).canConvertToLong() && json.path(field).asLong() >= 0,
                    "a number from 0 on").asLong();
        }

        Duration duration(String field) {
            try {
                return Duration.parse(text(field));
            } catch (DateTimeParseException unreadable) {
                throw malformed(field, "an ISO 8601 duration");
            }
        }

        private JsonNode of(String field, boolean fits, String kind) {
            if (!fits) {
                throw malformed(field, kind);
            }
            return json.path(field);
        }

        private MalformedManifestException malformed(String field, String kind) {
            return new MalformedManifestException(at(field), json.has(field)
                    ? at(field) + " must be " + kind + "."
                    : at(field)
                            + " is missing. Send the normal form, which has every field: versionset-service makes it.");
        }

        private String at(String field) {
            return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
        }
    }
}
