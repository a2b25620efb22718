package polis.masking;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Replaces what is secret in a text by {@code ***}: what follows a word such as {@code password}, what has the shape of
 * a secret, and secrets that are known, also where the ends of lines cut them in two. It errs on the side of hiding.
 */
public final class Masker {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private static final Masker BY_NAMES = new Masker(List.of());

    private final List<KnownSecret> known;

    private Masker(List<KnownSecret> known) {
        this.known = known;
    }

    /** Knows no secret, and so goes by names and shapes. */
    public static Masker byNames() {
        return BY_NAMES;
    }

    /** Knows these secrets beside; those of fewer than {@value KnownSecret#SHORTEST} characters do not count. */
    public static Masker of(Collection<String> secrets) {
        return new Masker(secrets.stream().distinct().flatMap(KnownSecret::spellings).toList());
    }

    /** The text without its secrets. */
    public String mask(String text) {
        return mask(text, false);
    }

    /**
     * The end of a log without its secrets. Its first characters may be the end of one, its last ones the beginning,
     * and lines may be wrapped.
     */
    public String maskTail(String text) {
        return mask(text, true);
    }

    /** Which characters of a text are secret by what stands before them or by their shape. */
    static BitSet hidden(String text) {
        return hidden(text, false);
    }

    private static BitSet hidden(String text, boolean tail) {
        BitSet hidden = new BitSet(text.length());
        new NamedSecrets(text, tail, hidden).find();
        new ShapedSecrets(text, tail, hidden).find();
        return hidden;
    }

    private String mask(String text, boolean tail) {
        if (text.isEmpty()) {
            return text;
        }
        BitSet hidden = hidden(text, tail);
        if (!known.isEmpty()) {
            SolidText solid = SolidText.of(text);
            known.forEach(secret -> secret.find(solid, tail, hidden));
        }
        return hidden.isEmpty() ? text : written(text, hidden);
    }

    private static String written(String text, BitSet hidden) {
        StringBuilder written = new StringBuilder(text.length());
        int from = 0;
        for (int begin = hidden.nextSetBit(0); begin >= 0; begin = hidden.nextSetBit(from)) {
            written.append(text, from, begin).append(MASK);
            from = hidden.nextClearBit(begin);
        }
        return written.append(text, from, text.length()).toString();
    }
}
