package polis.dependencymap.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One export in both encodings of OTLP, the binary one written field by field: a failed server's span and its query.
 */
public final class OtlpSpans {

    private static final String TRACE = "463ac35c9f6413ad48485a3953bb6124";
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long END = START + 1_500_000;

    private OtlpSpans() {}

    public static byte[] json(String service, String instance) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[
                {"key":"service.name","value":{"stringValue":"%s"}},
                {"key":"service.instance.id","value":{"stringValue":"%s"}}]},
                "scopeSpans":[{"scope":{"name":"test"},"spans":[
                {"traceId":"%s","spanId":"000000000000000b","parentSpanId":"000000000000000a","name":"GET /","kind":2,
                "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                "attributes":[{"key":"http.response.status_code","value":{"intValue":"503"}}],"status":{"code":2}},
                {"traceId":"%s","spanId":"000000000000000c","parentSpanId":"000000000000000b","name":"select","kind":3,
                "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                "attributes":[{"key":"db.system.name","value":{"stringValue":"postgresql"}},
                {"key":"db.namespace","value":{"stringValue":"orders"}}],"events":[{"name":"x"}]}]}]}]}"""
                .formatted(service, instance, TRACE, START, END, TRACE, START, END).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] proto(String service, String instance) {
        byte[] resource = bytes(1,
                join(attribute("service.name", service), attribute("service.instance.id", instance)));
        byte[] server = join(span(11, 10, 2), bytes(9,
                join(bytes(1, text("http.response.status_code")), bytes(2, new byte[] {3 << 3, (byte) 0xf7, 3}))),
                bytes(15, new byte[] {3 << 3, 2}));
        byte[] query = join(span(12, 11, 3), spanAttribute("db.system.name", "postgresql"),
                spanAttribute("db.namespace", "orders"), bytes(11, bytes(2, text("x"))));
        byte[] scope = bytes(2, join(bytes(1, bytes(1, text("test"))), bytes(2, server), bytes(2, query)));
        return bytes(1, join(resource, scope));
    }

    private static byte[] span(long id, long parent, int kind) {
        return join(bytes(1, HexFormat.of().parseHex(TRACE)), bytes(2, id(id)), bytes(4, id(parent)),
                bytes(5, text("name")), new byte[] {6 << 3, (byte) kind}, fixed(7, START), fixed(8, END));
    }

    private static byte[] spanAttribute(String key, String value) {
        return bytes(9, join(bytes(1, text(key)), bytes(2, bytes(1, text(value)))));
    }

    private static byte[] attribute(String key, String value) {
        return bytes(1, join(bytes(1, text(key)), bytes(2, bytes(1, text(value)))));
    }

    private static byte[] id(long id) {
        return ByteBuffer.allocate(8).putLong(id).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fixed(int field, long value) {
        return ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN).put((byte) (field << 3 | 1)).putLong(value)
                .array();
    }

    private static byte[] bytes(int field, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        int length = content.length;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
