package polis.feed;

import java.util.List;

/**
 * A part of the feed.
 *
 * @param items the events, oldest first
 * @param nextCursor the number to ask for as {@code after} next; never missing, because a feed has no end
 */
record FeedPage(List<FeedEvent> items, String nextCursor) {

    static FeedPage of(long after, List<FeedEvent> items) {
        return new FeedPage(items, String.valueOf(items.isEmpty() ? after : items.getLast().seq()));
    }
}
