package polis.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * Something that is measured once per round for us and for the peer. Less is better.
 *
 * @param name what is measured
 * @param unit its unit
 * @param goal the most that we allow ourselves, or null where only the ratio is of interest
 */
public record Measure(String name, String unit, @Nullable Double goal) {}
