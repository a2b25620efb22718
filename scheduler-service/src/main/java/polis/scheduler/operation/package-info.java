/** What was done, step by step, and why; operations are opened for revisions and their outcomes are told. */
@NullMarked
package polis.scheduler.operation;

import org.jspecify.annotations.NullMarked;
