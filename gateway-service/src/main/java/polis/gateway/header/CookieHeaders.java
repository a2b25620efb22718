package polis.gateway.header;

import java.util.ArrayList;
import java.util.List;

/** Finds one cookie in headers as they came over the wire, and leaves all others octet for octet. */
public final class CookieHeaders {

    private final String name;

    public CookieHeaders(String name) {
        this.name = name;
    }

    /** Returns whether one of these lines of Cookie may have it; cheap, and wrong only where it says yes. */
    public boolean mayHave(List<String> lines) {
        for (String line : lines) {
            if (line.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the lines without it. A line in which nothing else was is left out. */
    public List<String> without(List<String> lines) {
        List<String> kept = new ArrayList<>(lines.size());
        for (String line : lines) {
            String rest = without(line);
            if (!rest.isBlank()) {
                kept.add(rest);
            }
        }
        return kept;
    }

    private String without(String line) {
        StringBuilder rest = new StringBuilder(line.length());
        boolean cut = false;
        for (int start = 0; start <= line.length();) {
            int semicolon = line.indexOf(';', start);
            int end = semicolon < 0 ? line.length() : semicolon;
            String pair = line.substring(start, end);
            if (isIt(pair)) {
                cut = true;
            } else if (rest.isEmpty()) {
                // What was the second one is the first one now.
                rest.append(cut ? pair.stripLeading() : pair);
            } else {
                rest.append(';').append(pair);
            }
            start = end + 1;
        }
        return cut ? rest.toString() : line;
    }

    /** Returns whether a value of Set-Cookie sets it. */
    public boolean isSetBy(String value) {
        int semicolon = value.indexOf(';');
        return isIt(semicolon < 0 ? value : value.substring(0, semicolon));
    }

    /**
     * A cookie without a name is sent back as its bare value, which then reads as if it had one: {@code =a=b} comes as
     * {@code a=b}.
     */
    private boolean isIt(String pair) {
        int start = 0;
        while (start < pair.length() && (pair.charAt(start) <= ' ' || pair.charAt(start) == '=')) {
            start++;
        }
        if (!pair.startsWith(name, start)) {
            return false;
        }
        int after = start + name.length();
        while (after < pair.length() && pair.charAt(after) <= ' ') {
            after++;
        }
        return after == pair.length() || pair.charAt(after) == '=';
    }
}
