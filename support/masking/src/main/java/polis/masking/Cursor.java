package polis.masking;

/** Walks over a text. */
final class Cursor {

    private final String text;

    Cursor(String text) {
        this.text = text;
    }

    int length() {
        return text.length();
    }

    /** The character there; a line's end where the text has none. */
    char at(int place) {
        return place >= 0 && place < text.length() ? text.charAt(place) : '\n';
    }

    boolean isEnd(int place) {
        return place >= text.length();
    }

    /** Behind the word that begins there. */
    int wordEnd(int from) {
        int place = from;
        while (!isEnd(place) && isWord(at(place))) {
            place++;
        }
        return place;
    }

    /** Behind all that is no white space. */
    int solidEnd(int from) {
        int place = from;
        while (!isEnd(place) && !Character.isWhitespace(at(place))) {
            place++;
        }
        return place;
    }

    /** Behind spaces and tabs. */
    int blankEnd(int from) {
        int place = from;
        while (!isEnd(place) && (at(place) == ' ' || at(place) == '\t')) {
            place++;
        }
        return place;
    }

    /** Behind white space of every kind. */
    int spaceEnd(int from) {
        int place = from;
        while (!isEnd(place) && Character.isWhitespace(at(place))) {
            place++;
        }
        return place;
    }

    /** The end of the line, or of the part of one that was joined of several by {@code " | "}. */
    int partEnd(int from) {
        int place = from;
        while (!isEnd(place) && !isLineEnd(at(place)) && !isJoint(place)) {
            place++;
        }
        return place;
    }

    private boolean isJoint(int place) {
        return at(place) == ' ' && at(place + 1) == '|' && at(place + 2) == ' ';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'
                || c == '.';
    }
}
