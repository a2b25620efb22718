package polis.gateway.match;

import java.util.HexFormat;

/**
 * Escapes the characters that browsers send in a query although RFC 3986 does not allow them, such as {@code |}.
 * Whatever reads addresses strictly would refuse the request.
 */
public final class Escaping {

    private static final String NOT_ALLOWED = "\"<>\\^`{|}";
    private static final String NOT_ALLOWED_IN_PATH = NOT_ALLOWED + "[]";

    private Escaping() {}

    /** The same target of a request, with those characters percent-encoded and all others as they came. */
    public static String escape(String target) {
        int query = target.indexOf('?');
        String notAllowed = NOT_ALLOWED_IN_PATH;
        StringBuilder escaped = null;
        for (int i = 0; i < target.length(); i++) {
            if (i == query) {
                notAllowed = NOT_ALLOWED;
            }
            char c = target.charAt(i);
            if (notAllowed.indexOf(c) >= 0) {
                if (escaped == null) {
                    escaped = new StringBuilder(target.length() + 16).append(target, 0, i);
                }
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? target : escaped.toString();
    }
}
