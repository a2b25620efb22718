package polis.masking;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which parts of an environment are secrets. What a message must be able to name, as ports, hosts and versions, is
 * none.
 */
public final class SecretValues {

    /** What is shorter and has no telling name is not looked at. */
    private static final int SHORTEST_RANDOM = 6;
    private static final int SHORTEST_IN_URL = 16;

    private SecretValues() {}

    /**
     * What whoever was handed this environment must not pass on: values whose name says so, those that are as random as
     * secrets are, and what stands within others, such as a password in a URL.
     */
    public static Set<String> of(Map<String, String> environment) {
        Set<String> secrets = new LinkedHashSet<>();
        environment.forEach((name, value) -> {
            String plain = value.strip();
            if (SecretName.is(name) || isRandom(plain, SHORTEST_RANDOM)) {
                secrets.add(plain);
            }
            within(plain, secrets);
        });
        return secrets;
    }

    private static void within(String value, Set<String> secrets) {
        BitSet hidden = Masker.hidden(value);
        for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(hidden.nextClearBit(from))) {
            secrets.add(value.substring(from, hidden.nextClearBit(from)));
        }
        if (value.contains("://")) {
            Arrays.stream(value.split("[/?&=#:@]")).filter(part -> isRandom(part, SHORTEST_IN_URL))
                    .forEach(secrets::add);
        }
    }

    /**
     * One word in which letters and digits are mixed other than in a name with a number, a version, an amount or a
     * time.
     */
    private static boolean isRandom(String value, int shortest) {
        if (value.length() < shortest || value.indexOf('/') >= 0 || !value.chars().allMatch(c -> c > ' ' && c != ':')) {
            return false;
        }
        int mixed = Arrays.stream(value.split("[-._,]")).filter(SecretValues::isMixed).mapToInt(String::length).max()
                .orElse(0);
        return mixed >= shortest || (value.chars().anyMatch(c -> "!@$%^&*+~".indexOf(c) >= 0) && isMixed(value));
    }

    /**
     * A letter and a digit, in another order than an amount ({@code 512MiB}), a time ({@code PT5M}) or a number has.
     */
    private static boolean isMixed(String part) {
        boolean letters = part.chars().anyMatch(Character::isLetter);
        boolean digits = part.chars().anyMatch(Character::isDigit);
        return letters && digits && !part.matches("[0-9]{1,12}[A-Za-z]{1,4}") && !part.matches("P[0-9DHMSTW]+");
    }
}
