package polis.registry.catalog;

/** What Jazzer calls with bytes of its own making: a catalogue is read, or it is refused. */
public final class CatalogFuzzer {

    private CatalogFuzzer() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var errors = new CatalogErrors();
        int size = YamlDocuments.read(data, errors).size();
        if (size > YamlDocuments.LIMITS.documents()) {
            throw new IllegalStateException(size + " documents were read");
        }
    }
}
