/** Large responses that the kernel sends from files. */
@NullMarked
package polis.registry.sendfile;

import org.jspecify.annotations.NullMarked;
