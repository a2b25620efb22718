package polis.security;

/**
 * Whose tokens count here.
 *
 * @param name the {@code iss} that they bear
 */
public record ExpectedIssuer(String name) {}
