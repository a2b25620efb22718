package polis.versionset.manifest;

/**
 * What is strange about a manifest that was accepted nevertheless.
 *
 * @param code stable, in kebab case: {@code unknown-dependency}, {@code unverified}, {@code other-architecture}
 * @param pointer where, as an RFC 6901 pointer into the manifest; empty for the whole
 */
public record Warning(String code, String pointer, String detail) {}
