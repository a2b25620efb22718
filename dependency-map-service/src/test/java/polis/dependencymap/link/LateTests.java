package polis.dependencymap.link;

import static org.assertj.core.api.Assertions.assertThat;
import static polis.dependencymap.link.TestLinker.client;
import static polis.dependencymap.link.TestLinker.local;
import static polis.dependencymap.link.TestLinker.server;

import org.junit.jupiter.api.Test;

/** What comes after the calls that it tells of were decided, though while its trace is remembered. */
class LateTests {

    private final TestLinker linker = new TestLinker();

    @Test
    void clientThatIsLateFindsTheServerThatNobodyHadCalled() {
        linker.spans(server("cart", 3, 2).span()).passes(20);
        assertThat(linker.edges()).isEmpty();
        linker.spans(client("web", 2, 1).span());
        assertThat(linker.edges()).containsExactly("web>cart 1");
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
        assertThat(linker.served).hasSize(1);
    }

    @Test
    void callerWithoutAClientsSideThatIsLateIsFoundAsWell() {
        linker.spans(server("cart", 3, 2).span()).passes(20).spans(server("web", 2, 1).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
        assertThat(linker.served).hasSize(2);
    }

    @Test
    void callerIsLookedForAgainWhenALocalSpanInBetweenIsLate() {
        linker.spans(server("web", 1, 9).span(), server("cart", 3, 2).span()).passes(20);
        linker.spans(local("web", 2, 1).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void onlyTheFirstCallerCounts() {
        linker.spans(server("cart", 2, 1).shared().span()).passes(20).spans(server("web", 1, 9).span()).passes(20);
        linker.spans(client("web", 2, 1).span()).spans(client("web", 2, 1).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void whoWasSeenByWhatItCalledIsNotCountedAgainWhenItsServerSideComes() {
        linker.spans(client("web", 2, 1).span(), client("cart", 3, 2).span()).passes(20);
        assertThat(linker.edges()).containsExactly("web>cart 1");
        linker.spans(server("cart", 2, 1).shared().span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
        assertThat(linker.served).hasSize(1);
    }

    @Test
    void whatAGuessedServiceCalledDoesNotCountItAgain() {
        linker.spans(client("web", 2, 1).to("cart", NodeType.SERVICE).span()).passes(20);
        linker.spans(client("cart", 3, 2).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void guessStandsForOneTryOnly() {
        linker.spans(client("web", 2, 1).to("cart", NodeType.SERVICE).span()).passes(20);
        linker.spans(server("cart", 3, 2).on(1).span(), server("cart", 4, 2).on(2).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 2");
    }

    @Test
    void traceThatGoesOnAndOnKeepsNoOtherFromBeingForgotten() {
        linker.spans(server("web", 1, 0).span()).passes(20);
        linker.spans(server("cart", 3, 2).trace(2).span()).passes(20);
        assertThat(linker.held()).isEqualTo(2);
        for (int i = 0; i < 5; i++) {
            linker.spans(local("web", 10 + i, 1).span()).passes(50);
        }
        assertThat(linker.held()).isEqualTo(6);
        assertThat(linker.passes(61).held()).isZero();
    }
}
