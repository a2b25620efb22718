package polis.masking;

import java.util.BitSet;
import java.util.List;

/**
 * What is a secret by its shape, whatever stands before it: JWTs, private keys, passwords in URLs, keys of well-known
 * makers.
 */
final class ShapedSecrets {

    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    /** {@code -----BEGIN ENCRYPTED} and longer. */
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_URL = 500;
    private static final int SHORTEST_JWT = 20;
    private static final int SHORTEST_KEY = 16;

    /** With which the keys of clouds and forges begin. */
    private static final List<String> BEGINNINGS = List.of("AKIA", "ASIA", "AIza", "ghp_", "gho_", "ghu_", "ghs_",
            "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-", "xapp-", "sk-", "sk_live_", "rk_live_", "npm_",
            "hvs.");

    private final String text;
    private final Cursor cursor;
    private final boolean tail;
    private final BitSet hidden;

    ShapedSecrets(String text, boolean tail, BitSet hidden) {
        this.text = text;
        this.cursor = new Cursor(text);
        this.tail = tail;
        this.hidden = hidden;
    }

    void find() {
        privateKeys();
        int place = 0;
        while (!cursor.isEnd(place)) {
            if (Cursor.isWord(cursor.at(place))) {
                int end = cursor.wordEnd(place);
                word(place, end);
                place = end;
            } else {
                if (text.startsWith("://", place)) {
                    user(place + 3);
                }
                place++;
            }
        }
    }

    /**
     * From the line that begins a private key, or from the text's beginning, to the line that ends it, or to the text's
     * end.
     */
    private void privateKeys() {
        int from = 0;
        boolean inside = tail;
        int place = text.indexOf(PRIVATE_KEY);
        while (place >= 0) {
            int line = dashesBefore(place);
            boolean ends = line >= 0 && text.startsWith("-----END", line);
            if (ends && inside) {
                hidden.set(from, place + PRIVATE_KEY.length());
            }
            inside = !ends;
            from = line < 0 ? place : line;
            place = text.indexOf(PRIVATE_KEY, place + PRIVATE_KEY.length());
            if (place < 0 && inside) {
                hidden.set(from, text.length());
            }
        }
    }

    private int dashesBefore(int place) {
        for (int line = place - 5; line >= Math.max(0, place - LONGEST_LABEL); line--) {
            if (text.startsWith("-----", line)) {
                return line;
            }
        }
        return -1;
    }

    private void word(int from, int end) {
        String word = text.substring(from, end);
        int jwt = word.indexOf("eyJ");
        if (jwt >= 0 && word.length() - jwt >= SHORTEST_JWT && word.indexOf('.', jwt) > 0) {
            hidden.set(from + jwt, end);
            if (tail) {
                new Wrapped(cursor).hide(end, hidden);
            }
            return;
        }
        if (word.length() >= SHORTEST_KEY && BEGINNINGS.stream().anyMatch(word::startsWith)) {
            hidden.set(from, end);
            return;
        }
        if (word.equalsIgnoreCase("bearer") || word.equalsIgnoreCase("basic")) {
            scheme(end);
        }
        if (word.equals("jdbc") && text.startsWith(":oracle:", end)) {
            oracle(end);
        }
    }

    /** {@code Bearer abc}, {@code Basic YTpi}. */
    private void scheme(int end) {
        int value = cursor.spaceEnd(end);
        if (value == end) {
            return;
        }
        int valueEnd = cursor.solidEnd(value);
        if (valueEnd - value >= 6 && isRandom(value, valueEnd)) {
            hidden.set(value, valueEnd);
            if (tail) {
                new Wrapped(cursor).hide(valueEnd, hidden);
            }
        }
    }

    /** Prose has neither digits nor capitals within its words. */
    private boolean isRandom(int from, int end) {
        for (int place = from + 1; place < end; place++) {
            char c = cursor.at(place);
            if (Character.isDigit(c) || Character.isUpperCase(c) || c == '=') {
                return true;
            }
        }
        return end - from >= SHORTEST_KEY;
    }

    /** The password in {@code https://user:password@host}, or all before the {@code @} where there is no user. */
    private void user(int from) {
        int end = from;
        int colon = -1;
        int at = -1;
        for (; !cursor.isEnd(end) && "/?#\"'<>".indexOf(cursor.at(end)) < 0
                && !Character.isWhitespace(cursor.at(end)); end++) {
            if (cursor.at(end) == ':' && colon < 0) {
                colon = end;
            } else if (cursor.at(end) == '@') {
                at = end;
            }
        }
        int begin = colon >= 0 && colon < at ? colon + 1 : from;
        if (at > begin) {
            hidden.set(begin, at);
        }
    }

    /** {@code jdbc:oracle:thin:user/password@host}. */
    private void oracle(int from) {
        int slash = -1;
        int at = -1;
        for (int place = from; place < Math.min(text.length(), from + LONGEST_URL)
                && !Character.isWhitespace(cursor.at(place)); place++) {
            if (cursor.at(place) == '/' && slash < 0) {
                slash = place;
            } else if (cursor.at(place) == '@') {
                at = place;
            }
        }
        if (slash >= 0 && at > slash + 1) {
            hidden.set(slash + 1, at);
        }
    }
}
