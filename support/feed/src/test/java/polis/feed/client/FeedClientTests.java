package polis.feed.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FeedClientTests {

    private final TestFeed feed = new TestFeed();
    private final AtomicLong position = new AtomicLong();
    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private final List<Boolean> states = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void historyIsReadInPagesAndNewsFromTheStream() {
        feed.newest = 8;
        try (FeedClient client = start(builder())) {
            await().until(() -> client.state().connected());
            feed.append();
            assertTaken(9);
            assertThat(feed.requests.getLast()).isEqualTo("after=8");
        }
    }

    @Test
    void whoseEventsAreGoneBeginsAnewWhereTheFeedSays() {
        position.set(3);
        feed.newest = 20;
        feed.oldest = 10;
        var begun = new AtomicLong();
        try (FeedClient client = start(builder().onGone(resume -> {
            begun.set(resume);
            position.set(resume);
        }))) {
            await().until(() -> client.state().connected());
            assertThat(begun).hasValue(20);
            feed.append();
            await().untilAsserted(() -> assertThat(taken).containsExactly(21L));
        }
    }

    @Test
    void aFeedThatWasSetUpAnewIsFollowedFromItsNewestOn() {
        position.set(1_000);
        feed.newest = 2;
        try (FeedClient client = start(builder().onGone(position::set))) {
            await().until(() -> client.state().connected());
            feed.append();
            await().untilAsserted(() -> assertThat(taken).containsExactly(3L));
        }
    }

    @Test
    void aBrokenStreamIsTakenUpWhereItBroke() {
        try (FeedClient client = start(builder())) {
            await().until(() -> client.state().connected());
            feed.append();
            assertTaken(1);
            feed.breakStreams();
            feed.newest = 3;
            assertTaken(3);
            await().until(() -> feed.watchers() == 1);
            feed.append();
            assertTaken(4);
        }
    }

    @Test
    void aServerThatGoesAwayIsFoundAgainAndTheStateTellsOfIt() {
        try (FeedClient client = start(builder())) {
            await().until(() -> client.state().connected());
            feed.stop();
            await().until(() -> !client.state().connected());
            feed.newest = 5;
            feed.start();
            assertTaken(5);
            await().until(() -> client.state().connected());
            assertThat(states).startsWith(true, false, true);
        }
    }

    @Test
    void anEventThatIsNotTakenInComesAgain() {
        AtomicBoolean full = new AtomicBoolean(true);
        feed.newest = 2;
        FeedClient.Builder settings = builder().onEvent(event -> {
            if (event.seq() == 2 && full.getAndSet(false)) {
                throw new IllegalStateException("no room");
            }
            take(event);
        });
        try (FeedClient client = start(settings)) {
            assertTaken(2);
        }
    }

    @Test
    void whereStreamsDoNotGetThroughPagesBringTheEvents() {
        feed.streams = false;
        try (FeedClient client = start(builder())) {
            feed.newest = 4;
            assertTaken(4);
            feed.newest = 6;
            assertTaken(6);
            assertThat(client.state().connected()).isFalse();
        }
    }

    @Test
    void aRefusedTokenIsReportedSoThatANewOneIsFetched() {
        feed.acceptedToken = "new";
        feed.newest = 1;
        AtomicReference<String> token = new AtomicReference<>("old");
        try (FeedClient client = start(builder().token(token::get, refused -> token.set("new")))) {
            assertTaken(1);
        }
    }

    @Test
    void aStoreThatIsAwayAtTheStartOnlyDelays() {
        AtomicBoolean away = new AtomicBoolean(true);
        feed.newest = 1;
        FeedClient.Builder settings = builder().from(() -> {
            if (away.getAndSet(false)) {
                throw new IllegalStateException("the database is away");
            }
            return position.get();
        });
        try (FeedClient client = start(settings)) {
            assertTaken(1);
        }
    }

    @Test
    @Timeout(30)
    void closingLetsTheConsumerFinishAndThenTakesNothingMore() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        feed.newest = 3;
        FeedClient client = start(builder().onEvent(event -> {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            take(event);
        }));
        entered.await();
        Thread closer = Thread.startVirtualThread(client::close);
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        closer.join();
        assertThat(interrupted).isFalse();
        List<Long> atTheEnd = List.copyOf(taken);
        feed.newest = 9;
        assertThat(taken).startsWith(1L).isEqualTo(atTheEnd);
    }

    @Test
    @Timeout(30)
    void closingEndsAStreamThatIsSilent() {
        FeedClient client = start(builder());
        await().until(() -> client.state().connected());
        long begun = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    @Timeout(30)
    void aSilentStreamIsGivenUp() throws Exception {
        feed.newest = 1;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(feed.uri() + "?after=0"))
                    .header("Accept", "text/event-stream").build();
            InputStream connection = http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
            try (EventStream stream = new EventStream(connection, Duration.ofMillis(300))) {
                assertThat(stream.next()).contains("\"seq\":1");
                assertThatThrownBy(stream::next).isInstanceOf(IOException.class);
            }
        }
    }

    private FeedClient.Builder builder() {
        return FeedClient.builder(feed.uri()).from(position::get).onEvent(this::take)
                .onState(state -> states.add(state.connected()));
    }

    private FeedClient start(FeedClient.Builder settings) {
        FeedClient client = settings.build();
        client.start();
        return client;
    }

    private void take(FeedClient.Event event) {
        assertThat(event.payload().get("n").asLong()).isEqualTo(event.seq());
        taken.add(event.seq());
        position.set(event.seq());
    }

    private void assertTaken(long newest) {
        await().untilAsserted(
                () -> assertThat(taken).containsExactlyElementsOf(LongStream.rangeClosed(1, newest).boxed().toList()));
    }
}
