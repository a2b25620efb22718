package polis.dependencymap.link;

/** Spreads ids over a table: some tracers count them up, others leave half of their bits empty. */
final class LongHash {

    private LongHash() {}

    static int of(long key) {
        long mixed = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
        return (int) (mixed ^ (mixed >>> 33));
    }
}
