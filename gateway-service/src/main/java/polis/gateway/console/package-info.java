/** The console in the browser: its files, its login, and its way to the other services. */
@NullMarked
package polis.gateway.console;

import org.jspecify.annotations.NullMarked;
