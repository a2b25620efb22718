/** The gate for pipelines: is this architecture, or what a deployment would make of it, within the policy? */
@NullMarked
package polis.dependencymap.check;

import org.jspecify.annotations.NullMarked;
