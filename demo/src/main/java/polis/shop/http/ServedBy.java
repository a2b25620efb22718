package polis.shop.http;

import org.jspecify.annotations.Nullable;

/** Which instance of a service answered, and its version. */
public record ServedBy(String service, @Nullable String version, @Nullable String instance) {}
