package polis.registry.eureka;

import org.springframework.util.unit.DataSize;

/** How much may be registered in tests. */
final class Bounds {

    static final BoundSettings ROOMY = memory(DataSize.ofMegabytes(10));

    private Bounds() {}

    static BoundSettings memory(DataSize memory) {
        return new BoundSettings(memory, 0, 0, DataSize.ofKilobytes(64));
    }
}
