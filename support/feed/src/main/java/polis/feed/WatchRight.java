package polis.feed;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/** Says whether somebody who began to watch may go on. */
interface WatchRight {

    /** Whoever was let in stays. */
    WatchRight FOR_EVER = caller -> true;

    boolean holds(@Nullable Principal caller);
}
