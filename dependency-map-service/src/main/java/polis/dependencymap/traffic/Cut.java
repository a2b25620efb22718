package polis.dependencymap.traffic;

/**
 * What is left out of an answer because there is more than it may hold: those with the least traffic.
 *
 * @param places that are left out
 * @param roads that are left out, beside those from and to such places
 */
public record Cut(long places, long roads) {

    static final Cut NONE = new Cut(0, 0);

    public boolean isNothing() {
        return places == 0 && roads == 0;
    }
}
