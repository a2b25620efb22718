package polis.dependencymap.span;

/** The encodings of spans that are read: Zipkin's list of them, and OpenTelemetry's export request. */
public enum SpanFormat {

    JSON,
    PROTO3,
    /** A list of traces, each a list of spans: what Zipkin answers, and nobody sends. */
    JSON_TRACES,
    OTLP_JSON,
    OTLP_PROTO;

    public boolean isJson() {
        return this == JSON || this == JSON_TRACES || this == OTLP_JSON;
    }

    public boolean isOtlp() {
        return this == OTLP_JSON || this == OTLP_PROTO;
    }
}
