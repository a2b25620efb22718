package polis.registry.lease;

import org.springframework.util.unit.DataSize;

/** How much may be registered in tests. */
public final class Bounds {

    public static final BoundSettings ROOMY = memory(DataSize.ofMegabytes(10));

    private Bounds() {}

    public static BoundSettings memory(DataSize memory) {
        return new BoundSettings(memory, 0, 0, DataSize.ofKilobytes(64));
    }
}
