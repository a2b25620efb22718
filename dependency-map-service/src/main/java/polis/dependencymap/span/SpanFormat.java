package polis.dependencymap.span;

import zipkin2.codec.SpanBytesDecoder;

/** The encodings of Zipkin's span list. */
public enum SpanFormat {

    JSON(SpanBytesDecoder.JSON_V2), PROTO3(SpanBytesDecoder.PROTO3);

    private final SpanBytesDecoder decoder;

    SpanFormat(SpanBytesDecoder decoder) {
        this.decoder = decoder;
    }

    SpanBytesDecoder decoder() {
        return decoder;
    }
}
