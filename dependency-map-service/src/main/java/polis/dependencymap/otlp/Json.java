package polis.dependencymap.otlp;

import org.jspecify.annotations.Nullable;
import polis.dependencymap.span.UnreadableSpansException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads values from a JSON parser. A value of another kind is unreadable; the error has the byte's offset. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int HEX_DIGITS = 16;

    private final JsonParser parser;

    Json(JsonParser parser) {
        this.parser = parser;
    }

    static JsonParser parser(byte[] bytes) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes);
    }

    void expect(@Nullable JsonToken token, JsonToken expected, String reason) {
        if (token != expected) {
            throw unreadable(reason);
        }
    }

    /** Returns whether an array has one more object, at whose beginning the parser is then. */
    boolean hasNext(String reason) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        expect(token, JsonToken.START_OBJECT, reason);
        return true;
    }

    void end() {
        if (parser.nextToken() != null) {
            throw unreadable("there is more after the end");
        }
    }

    String string() {
        expect(parser.currentToken(), JsonToken.VALUE_STRING, "a string is expected");
        return parser.getString();
    }

    String scalar() {
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString();
    }

    /** Returns a whole number, also where it is written as a string. */
    long number() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return Long.parseLong(parser.getString());
            } catch (NumberFormatException e) {
                throw unreadable("a whole number is expected");
            }
        }
        expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "a whole number is expected");
        return parser.getLongValue();
    }

    boolean truth() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw unreadable("true or false is expected");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** Returns the last 64 bits of an id in hexadecimal digits; 0 for none. */
    long id(int mostDigits) {
        expect(parser.currentToken(), JsonToken.VALUE_STRING, "an id is expected");
        char[] text = parser.getStringCharacters();
        int length = parser.getStringLength();
        int offset = parser.getStringOffset();
        if (length > mostDigits) {
            throw unreadable("an id has " + length + " digits");
        }
        long id = 0;
        for (int i = 0; i < length; i++) {
            int digit = Character.digit(text[offset + i], HEX_DIGITS);
            if (digit < 0) {
                throw unreadable("an id is not hexadecimal");
            }
            id = (id << 4) | digit;
        }
        return id;
    }

    UnreadableSpansException unreadable(String reason) {
        return new UnreadableSpansException(reason, Math.max(0, parser.currentTokenLocation().getByteOffset()));
    }
}
