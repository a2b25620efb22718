package polis.dependencymap.otlp;

import org.jspecify.annotations.Nullable;

/** What OpenTelemetry says once for all spans of a process. */
final class Resource {

    private @Nullable String service;
    private int instance;

    static boolean matters(String attribute) {
        return switch (attribute) {
            case "service.name", "service.instance.id", "k8s.pod.name", "host.name" -> true;
            default -> false;
        };
    }

    void put(String attribute, String value) {
        switch (attribute) {
            case "service.name" -> service = value;
            // Added up, for they come in any order.
            case "service.instance.id", "k8s.pod.name", "host.name" -> instance += value.hashCode();
            default -> {
            }
        }
    }

    @Nullable
    String service() {
        return service;
    }

    int instance() {
        return instance;
    }
}
