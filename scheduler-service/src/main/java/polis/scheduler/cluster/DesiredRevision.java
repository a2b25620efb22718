package polis.scheduler.cluster;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept while nothing is rolled out.
 *
 * @param revision null before the first one
 * @param excluded services of it that are not run
 * @param failed those of them that were given up
 */
public record DesiredRevision(@Nullable Long revision, Set<String> excluded, Set<String> failed) {}
