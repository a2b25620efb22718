package polis.registry.instance;

/** An instance that is written as leased. */
public record LeasedInstance(String service, String app, String id) {}
