package polis.dependencymap.census;

/** There is no room for a name that spans mention. */
public class NamesFullException extends RuntimeException {

    NamesFullException(int most, String name) {
        super("The map carries %d names, and none of them gives way to '%.100s' now.".formatted(most, name));
    }
}
