/** The sample shop's story: the main job, told and checked step by step. */
@NullMarked
package polis.cli.demo;

import org.jspecify.annotations.NullMarked;
