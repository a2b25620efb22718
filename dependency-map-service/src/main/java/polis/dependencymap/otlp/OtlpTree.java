package polis.dependencymap.otlp;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.Wire;
import polis.dependencymap.span.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An export request as a tree with the names of OTLP's JSON, also where it came as protobuf. */
final class OtlpTree {

    private enum Type {
        MESSAGE, MESSAGES, HEX, STRING, FIXED, NUMBER, TRUTH, DOUBLE
    }

    /** A field of a message, by its key on the wire. */
    private record Field(String name, Type type, Map<Integer, Field> fields) {}

    private static final Map<Integer, Field> VALUE = Map.of(Wire.key(1, Wire.BYTES), field("stringValue", Type.STRING),
            Wire.key(2, Wire.VARINT), field("boolValue", Type.TRUTH), Wire.key(3, Wire.VARINT),
            field("intValue", Type.NUMBER), Wire.key(4, Wire.FIXED64), field("doubleValue", Type.DOUBLE));
    private static final Field ATTRIBUTES = new Field("attributes", Type.MESSAGES, Map.of(Wire.key(1, Wire.BYTES),
            field("key", Type.STRING), Wire.key(2, Wire.BYTES), new Field("value", Type.MESSAGE, VALUE)));
    private static final Map<Integer, Field> EVENT = Map.of(Wire.key(1, Wire.FIXED64),
            field("timeUnixNano", Type.FIXED), Wire.key(2, Wire.BYTES), field("name", Type.STRING));
    private static final Map<Integer, Field> STATUS = Map.of(Wire.key(2, Wire.BYTES), field("message", Type.STRING),
            Wire.key(3, Wire.VARINT), field("code", Type.NUMBER));
    private static final Map<Integer, Field> SPAN = Map.of(Wire.key(1, Wire.BYTES), field("traceId", Type.HEX),
            Wire.key(2, Wire.BYTES), field("spanId", Type.HEX), Wire.key(4, Wire.BYTES),
            field("parentSpanId", Type.HEX), Wire.key(5, Wire.BYTES), field("name", Type.STRING),
            Wire.key(6, Wire.VARINT), field("kind", Type.NUMBER), Wire.key(7, Wire.FIXED64),
            field("startTimeUnixNano", Type.FIXED), Wire.key(8, Wire.FIXED64), field("endTimeUnixNano", Type.FIXED),
            Wire.key(9, Wire.BYTES), ATTRIBUTES, Wire.key(11, Wire.BYTES), new Field("events", Type.MESSAGES, EVENT),
            Wire.key(15, Wire.BYTES), new Field("status", Type.MESSAGE, STATUS));
    private static final Map<Integer, Field> EXPORT = Map.of(Wire.key(1, Wire.BYTES),
            new Field("resourceSpans", Type.MESSAGES,
                    Map.of(Wire.key(1, Wire.BYTES),
                            new Field("resource", Type.MESSAGE, Map.of(Wire.key(1, Wire.BYTES), ATTRIBUTES)),
                            Wire.key(2, Wire.BYTES), new Field("scopeSpans", Type.MESSAGES,
                                    Map.of(Wire.key(2, Wire.BYTES), new Field("spans", Type.MESSAGES, SPAN))))));

    private OtlpTree() {}

    static JsonNode of(byte[] export, SpanFormat format) {
        return format.isJson() ? JsonMapper.shared().readTree(export) : message(new Wire(export, new Words()), EXPORT);
    }

    private static Field field(String name, Type type) {
        return new Field(name, type, Map.of());
    }

    private static ObjectNode message(Wire in, Map<Integer, Field> fields) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int key = in.key(); key != 0; key = in.key()) {
            @Nullable
            Field field = fields.get(key);
            if (field == null) {
                in.skip(key);
            } else {
                put(node, field, in);
            }
        }
        return node;
    }

    private static void put(ObjectNode node, Field field, Wire in) {
        switch (field.type()) {
            case MESSAGE, MESSAGES -> {
                int outer = in.enter();
                ObjectNode inner = message(in, field.fields());
                in.leave(outer);
                if (field.type() == Type.MESSAGE) {
                    node.set(field.name(), inner);
                } else {
                    node.withArray(field.name()).add(inner);
                }
            }
            case HEX -> node.put(field.name(), in.hex());
            case STRING -> node.put(field.name(), in.string());
            case FIXED -> node.put(field.name(), in.fixed64());
            case NUMBER -> node.put(field.name(), in.varint());
            case TRUTH -> node.put(field.name(), in.varint() != 0);
            case DOUBLE -> node.put(field.name(), Double.longBitsToDouble(in.fixed64()));
        }
    }
}
