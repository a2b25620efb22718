package polis.dependencymap.name;

/** There is no room for a name that spans mention. */
public class NamesFullException extends RuntimeException {

    NamesFullException(int most, String name) {
        super("The map carries %d names and has no room for '%.100s'.".formatted(most, name));
    }
}
