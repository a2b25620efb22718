package polis.yaml;

/**
 * What a stream may hold; checked before anything is built.
 *
 * @param documents how many documents
 * @param depth how deep values are nested
 * @param size how many values there are in all documents, aliases written out
 * @param key how many characters a key has
 */
public record YamlLimits(int documents, int depth, int size, int key) {}
