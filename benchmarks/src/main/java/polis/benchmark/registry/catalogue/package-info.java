/**
 * The registry's answers about 10,000 services and 100,000 instances, beside SQL that reads all of them for each
 * answer.
 */
@NullMarked
package polis.benchmark.registry.catalogue;

import org.jspecify.annotations.NullMarked;
