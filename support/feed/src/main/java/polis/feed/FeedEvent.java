package polis.feed;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that changed.
 *
 * @param seq the number of the event: 1, 2, 3 … in the order of commits
 * @param at when it happened
 * @param type what happened
 * @param subject the name of what it happened to
 * @param payload what there is to know of it
 */
record FeedEvent(long seq, Instant at, String type, String subject, JsonNode payload) {}
