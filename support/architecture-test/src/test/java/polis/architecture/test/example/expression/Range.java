package polis.architecture.test.example.expression;

import java.util.regex.Pattern;

class Range {

    private static final Pattern RANGE = Pattern.compile("\\^\\d+");

    boolean fits(String text) {
        return RANGE.matcher(text).matches();
    }
}
