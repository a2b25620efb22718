package polis.dependencymap.link;

import static org.assertj.core.api.Assertions.assertThat;
import static polis.dependencymap.link.Scene.client;
import static polis.dependencymap.link.Scene.local;
import static polis.dependencymap.link.Scene.server;

import org.junit.jupiter.api.Test;

/** What comes after the calls that it tells of were decided, though while its trace is remembered. */
class LateTests {

    private final Scene scene = new Scene();

    @Test
    void clientThatIsLateFindsTheServerThatNobodyHadCalled() {
        scene.spans(server("cart", 3, 2).span()).passes(20);
        assertThat(scene.roads()).isEmpty();
        scene.spans(client("web", 2, 1).span());
        assertThat(scene.roads()).containsExactly("web>cart 1");
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 1");
        assertThat(scene.served).hasSize(1);
    }

    @Test
    void callerWithoutAClientsSideThatIsLateIsFoundAsWell() {
        scene.spans(server("cart", 3, 2).span()).passes(20).spans(server("web", 2, 1).span());
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 1");
        assertThat(scene.served).hasSize(2);
    }

    @Test
    void callerIsLookedForAgainWhenALocalSpanInBetweenIsLate() {
        scene.spans(server("web", 1, 9).span(), server("cart", 3, 2).span()).passes(20);
        scene.spans(local("web", 2, 1).span());
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 1");
    }

    @Test
    void onlyTheFirstCallerCounts() {
        scene.spans(server("cart", 2, 1).shared().span()).passes(20).spans(server("web", 1, 9).span()).passes(20);
        scene.spans(client("web", 2, 1).span()).spans(client("web", 2, 1).span());
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 1");
    }

    @Test
    void whoWasSeenByWhatItCalledIsNotCountedAgainWhenItsServerSideComes() {
        scene.spans(client("web", 2, 1).span(), client("cart", 3, 2).span()).passes(20);
        assertThat(scene.roads()).containsExactly("web>cart 1");
        scene.spans(server("cart", 2, 1).shared().span());
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 1");
        assertThat(scene.served).hasSize(1);
    }

    @Test
    void whatAGuessedServiceCalledDoesNotCountItAgain() {
        scene.spans(client("web", 2, 1).to("cart", NodeType.SERVICE).span()).passes(20);
        scene.spans(client("cart", 3, 2).span());
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 1");
    }

    @Test
    void guessStandsForOneTryOnly() {
        scene.spans(client("web", 2, 1).to("cart", NodeType.SERVICE).span()).passes(20);
        scene.spans(server("cart", 3, 2).on(1).span(), server("cart", 4, 2).on(2).span());
        assertThat(scene.passes(100).roads()).containsExactly("web>cart 2");
    }

    @Test
    void traceThatGoesOnAndOnKeepsNoOtherFromBeingForgotten() {
        scene.spans(server("web", 1, 0).span()).passes(20);
        scene.spans(server("cart", 3, 2).trace(2).span()).passes(20);
        assertThat(scene.held()).isEqualTo(2);
        for (int i = 0; i < 5; i++) {
            scene.spans(local("web", 10 + i, 1).span()).passes(50);
        }
        assertThat(scene.held()).isEqualTo(6);
        assertThat(scene.passes(61).held()).isZero();
    }
}
