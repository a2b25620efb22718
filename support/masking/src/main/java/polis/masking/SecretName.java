package polis.masking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by its name whether something is a secret. */
public final class SecretName {

    private static final int LONGEST = 100;

    /** Anywhere in the name, signs left out. */
    private static final List<String> WITHIN = List.of("password", "passwd", "passphrase", "passcode", "secret",
            "token", "credential", "authorization", "cookie", "apikey", "accesskey", "privatekey", "ingestkey",
            "signingkey", "encryptionkey", "sealkey", "sharedkey", "accountkey", "masterkey", "sessionid",
            "jsessionid");

    /** As one of the parts of the name. */
    private static final Set<String> PARTS = Set.of("pass", "pwd", "pw", "jwt", "otp");

    /** What is a secret to the end of its line, since it may have spaces. */
    private static final List<String> WHOLE_LINE = List.of("authorization", "cookie", "passphrase");

    private SecretName() {}

    /**
     * Returns whether what is called so is to be hidden: {@code DB_PASS}, {@code spring.datasource.password}, {@code
     * apiKey}.
     */
    public static boolean is(String name) {
        String last = name.substring(Math.max(0, name.length() - LONGEST));
        String solid = solid(last);
        if (solid.endsWith("exception") || solid.endsWith("error")) {
            return false;
        }
        if (WITHIN.stream().anyMatch(solid::contains)) {
            return true;
        }
        if (Arrays.stream(last.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                .anyMatch(part -> PARTS.contains(part.toLowerCase(Locale.ROOT)))) {
            return true;
        }
        return false;
    }

    static boolean isWholeLine(String name) {
        String solid = solid(name.substring(Math.max(0, name.length() - LONGEST)));
        return WHOLE_LINE.stream().anyMatch(solid::contains);
    }

    private static String solid(String name) {
        StringBuilder solid = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                solid.append(Character.toLowerCase(c));
            }
        }
        return solid.toString();
    }
}
