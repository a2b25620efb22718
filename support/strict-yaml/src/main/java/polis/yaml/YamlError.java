package polis.yaml;

/**
 * What is wrong, and where.
 *
 * @param pointer a JSON pointer to the value
 * @param line from 1
 * @param detail a sentence
 */
public record YamlError(String pointer, int line, String detail) {}
