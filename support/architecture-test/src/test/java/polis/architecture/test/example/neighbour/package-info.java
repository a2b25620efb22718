/** A package whose author forgot to have it null-checked, while another annotation gives it a class file. */
@NullUnmarked
package polis.architecture.test.example.neighbour;

import org.jspecify.annotations.NullUnmarked;
