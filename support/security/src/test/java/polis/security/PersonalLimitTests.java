package polis.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PersonalLimitTests {

    private static final Principal ALICE = () -> "alice";
    private static final Principal BOB = () -> "bob";

    private final PersonalLimit limit = new PersonalLimit(2);

    @Test
    void oneTakesWhatOneMayAndLeavesTheOthersTheirs() {
        assertThat(limit.take(ALICE)).isTrue();
        assertThat(limit.reached(ALICE)).isFalse();
        assertThat(limit.take(() -> "alice")).isTrue();
        assertThat(limit.reached(ALICE)).isTrue();
        assertThat(limit.take(ALICE)).isFalse();
        assertThat(limit.take(BOB)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        limit.take(ALICE);
        limit.take(ALICE);
        limit.giveBack(ALICE);
        assertThat(limit.take(ALICE)).isTrue();
        assertThat(limit.take(ALICE)).isFalse();
    }

    @Test
    void whoGivesBackWhatWasNeverTakenGainsNothing() {
        limit.giveBack(ALICE);
        limit.take(ALICE);
        limit.take(ALICE);
        assertThat(limit.take(ALICE)).isFalse();
    }

    @Test
    void allWithoutATokenAreOne() {
        limit.take(null);
        limit.take(null);
        assertThat(limit.reached(null)).isTrue();
        assertThat(limit.reached(ALICE)).isFalse();
    }

    @Test
    void howeverManyComeAtOnceNoMoreAreTakenThanThereAre() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> take = () -> limit.take(ALICE);
            long taken = 0;
            for (Future<Boolean> answer : threads
                    .invokeAll(List.copyOf(Stream.generate(() -> take).limit(64).toList()))) {
                taken += answer.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(2);
        }
    }
}
