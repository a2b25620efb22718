package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTests {

    @Test
    void eachEventIsFoundBehindTheOneBeforeItAndNoneBehindTheNewest() {
        RecentEvents recent = new RecentEvents(4, List.of()).and(events(5, 7, 10));
        assertThat(recent.newest()).isEqualTo(7);
        assertThat(found(recent, 4)).isEqualTo(5);
        assertThat(found(recent, 6)).isEqualTo(7);
        assertThat(recent.after(7)).isNull();
        assertThat(recent.after(9)).as("beyond the end").isNull();
        assertThat(recent.after(3)).as("no longer kept").isNull();
        assertThat(RecentEvents.UNKNOWN.after(0)).isNull();
        assertThat(found(recent.and(events(8, 8, 10)), 7)).isEqualTo(8);
    }

    @Test
    void theOldestGoWhereThereAreTooMany() {
        RecentEvents recent = new RecentEvents(0, List.of()).and(events(1, 900, 10)).and(events(901, 1_500, 10));
        assertThat(recent.events()).hasSize(1_000);
        assertThat(recent.after(499)).isNull();
        assertThat(found(recent, 500)).isEqualTo(501);
        assertThat(found(recent, 1_499)).isEqualTo(1_500);
    }

    @Test
    void aFewLargeOnesAreAsBadAsManySmallOnes() {
        RecentEvents recent = new RecentEvents(0, List.of()).and(events(1, 100, 1 << 20));
        assertThat(recent.events()).hasSize(4);
        assertThat(found(recent, 99)).isEqualTo(100);
    }

    private static long found(RecentEvents recent, long after) {
        EncodedEvent event = recent.after(after);
        assertThat(event).isNotNull();
        return event.seq();
    }

    private static List<EncodedEvent> events(long from, long to, int length) {
        return LongStream.rangeClosed(from, to).mapToObj(seq -> new EncodedEvent(seq, "x".repeat(length))).toList();
    }
}
