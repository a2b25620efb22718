package polis.registry.instance;

import org.jspecify.annotations.Nullable;

/**
 * A registration as it is written.
 *
 * @param leaseNode the node that its client talked to; missing where there was only one
 */
public record StoredRegistration(String registration, @Nullable String leaseNode) {}
