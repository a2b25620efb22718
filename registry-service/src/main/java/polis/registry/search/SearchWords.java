package polis.registry.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a full-text search. Signs divide words, as they do in the index: {@code order-api} is found by
 * {@code order}, by {@code api} and by {@code ord}; every word must be there, in whatever order.
 */
record SearchWords(List<String> words) {

    private static final int MOST = 20;

    static SearchWords of(String text) {
        return new SearchWords(Stream.of(text.split("[\\x00-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7F]+"))
                .filter(word -> !word.isBlank()).limit(MOST).toList());
    }

    /** As PostgreSQL's {@code to_tsquery} reads it; no sign in a word needs an escape. */
    String query() {
        return words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & "));
    }
}
