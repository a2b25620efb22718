/** The gateway service: routes, balancing, protection and policies of the traffic. */
@NullMarked
package polis.gateway;

import org.jspecify.annotations.NullMarked;
