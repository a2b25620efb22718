package polis.dependencymap.otlp;

import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;

/** The numbers of OpenTelemetry's enums. */
final class Otlp {

    static final int STATUS_ERROR = 2;

    private Otlp() {}

    static @Nullable Kind kind(long number) {
        return switch ((int) number) {
            case 1 -> Kind.LOCAL;
            case 2 -> Kind.SERVER;
            case 3 -> Kind.CLIENT;
            case 4 -> Kind.PRODUCER;
            case 5 -> Kind.CONSUMER;
            default -> null;
        };
    }

    static @Nullable Kind kind(String name) {
        return switch (name) {
            case "SPAN_KIND_INTERNAL" -> Kind.LOCAL;
            case "SPAN_KIND_SERVER" -> Kind.SERVER;
            case "SPAN_KIND_CLIENT" -> Kind.CLIENT;
            case "SPAN_KIND_PRODUCER" -> Kind.PRODUCER;
            case "SPAN_KIND_CONSUMER" -> Kind.CONSUMER;
            default -> null;
        };
    }
}
