package polis.address;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host as a client states it. What two resolvers could read differently is not read at all. */
sealed interface StatedHost {

    /** An IP address in its usual form. */
    record Literal(InetAddress address) implements StatedHost {}

    /**
     * A name.
     *
     * @param name in lower case, as DNS has it, without a dot at its end
     */
    record Name(String name) implements StatedHost {

        /** RFC 6761: these are this machine, whatever a name server says. */
        boolean local() {
            return name.equals("localhost") || name.endsWith(".localhost");
        }
    }

    /**
     * Neither of them.
     *
     * @param why a sentence
     */
    record Unreadable(String why) implements StatedHost {}

    static StatedHost of(@Nullable String stated) {
        if (stated == null || stated.isBlank()) {
            return new Unreadable("There is no host.");
        }
        String text = stated.strip();
        if (text.length() > Rules.LONGEST) {
            return new Unreadable("The host is longer than " + Rules.LONGEST + " characters.");
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
            return text.indexOf(':') < 0 ? new Unreadable("\"" + text + "\" is no IPv6 address.") : six(text);
        }
        if (text.indexOf(':') >= 0) {
            return six(text);
        }
        try {
            return ascii(IDN.toASCII(text).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return new Unreadable("The host is neither an address nor a DNS name.");
        }
    }

    private static StatedHost six(String text) {
        if (text.indexOf('%') >= 0) {
            return new Unreadable("\"" + Rules.shown(text) + "\" names a zone: only link-local addresses have one.");
        }
        try {
            return new Literal(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return new Unreadable("\"" + Rules.shown(text) + "\" is no IPv6 address.");
        }
    }

    private static StatedHost ascii(String text) {
        if (Rules.FOUR.matcher(text).matches()) {
            return new Literal(InetAddress.ofLiteral(text));
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        // 127.1, 0x7f.1, 0177.0.0.1, 2130706433, 1.2.3.4. and the like: one reads octal, the next one decimal.
        if (Rules.NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            return new Unreadable("\"" + Rules.shown(text)
                    + "\" is no IPv4 address in its usual form, which is four decimal numbers.");
        }
        return Rules.NAME.matcher(name).matches()
                ? new Name(name)
                : new Unreadable("\"" + Rules.shown(text) + "\" is no host name.");
    }

    /** What hosts look like. */
    final class Rules {

        static final int LONGEST = 253;
        private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
        static final Pattern FOUR = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
        static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
        private static final String LABEL = "[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?";
        static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
        private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\"]");

        private Rules() {}

        static String shown(String text) {
            return CONTROL.matcher(text).replaceAll("?");
        }
    }
}
