package polis.registry.service;

/** How many live instances run a version. */
public record RunningVersion(String version, int instances) {}
