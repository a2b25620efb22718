package polis.masking;

import java.util.Arrays;

/** A text without its white space and control characters, so that what was wrapped is whole again. */
final class SolidText {

    private final char[] characters;
    private final int[] places;

    private SolidText(char[] characters, int[] places) {
        this.characters = characters;
        this.places = places;
    }

    static SolidText of(String text) {
        char[] characters = new char[text.length()];
        int[] places = new int[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && !Character.isISOControl(c)) {
                characters[length] = c;
                places[length++] = i;
            }
        }
        return new SolidText(Arrays.copyOf(characters, length), places);
    }

    int length() {
        return characters.length;
    }

    char at(int index) {
        return characters[index];
    }

    /** Where that character stands in the text. */
    int place(int index) {
        return places[index];
    }

    @Override
    public String toString() {
        return new String(characters);
    }
}
