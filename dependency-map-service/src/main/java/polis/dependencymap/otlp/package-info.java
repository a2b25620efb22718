/** Reads spans in OpenTelemetry's encodings, JSON and protobuf, and translates them for Zipkin. */
@NullMarked
package polis.dependencymap.otlp;

import org.jspecify.annotations.NullMarked;
