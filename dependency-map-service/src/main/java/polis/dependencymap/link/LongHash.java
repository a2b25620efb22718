package polis.dependencymap.link;

import java.security.SecureRandom;

/**
 * Spreads ids over a table: some tracers count them up, others leave half of their bits empty, and who wants to do harm
 * sends ids that all fall on one slot. So it is the finalizer of MurmurHash3, with a number that differs from process
 * to process.
 */
final class LongHash {

    private static final long SEED = new SecureRandom().nextLong();

    private LongHash() {}

    static int of(long key) {
        long mixed = key ^ SEED;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (mixed ^ (mixed >>> 33));
    }
}
