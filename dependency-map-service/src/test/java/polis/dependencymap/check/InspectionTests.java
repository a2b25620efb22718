package polis.dependencymap.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.TestMaps;

class InspectionTests {

    private static final CheckView.BaselineUse USE = new CheckView.BaselineUse("main", null);

    private final TestMaps before = new TestMaps().service("web", 1, "team", "order", "cart")
            .service("order", 1, "team", "stock").service("stock", 1, "team").service("cart", 1, "team")
            .calls("web", "order", 9).calls("web", "cart", 9).calls("order", "stock", 9);

    @Test
    void everythingIsNewWithoutABaseline() {
        before.calls("stock", "order", 1);
        assertThat(states(policy(true, 0, true, true), before.map(), Past.none())).containsExactly("noNewCycle new",
                "maxDepth new", "noUndeclaredEdge new");
    }

    @Test
    void whatWasThereIsUnchangedAndDoesNotFail() {
        before.calls("stock", "order", 1);
        Past past = Past.of(before.map(), USE);
        assertThat(states(policy(true, 0, true, true), before.map(), past)).containsExactly("noNewCycle unchanged",
                "maxDepth unchanged", "noUndeclaredEdge unchanged");
    }

    @Test
    void edgeThatClosesACycleIsNamedWithTheWayAround() {
        Past past = Past.of(before.map(), USE);
        DependencyMap now = before.calls("stock", "web", 1).map();
        List<CheckView.Finding> findings = new Inspection(now, past).of(policy(true, null, null, null));
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().message())
                .startsWith("stock → web closes a cycle: stock → web → order → stock.");
        assertThat(findings.getFirst().nodes()).containsExactly("order", "stock", "web");
    }

    @Test
    void anotherWayAroundAnOldCycleIsNew() {
        before.calls("stock", "order", 1);
        Past past = Past.of(before.map(), USE);
        before.calls("stock", "cart", 1).calls("cart", "order", 1);
        List<CheckView.Finding> findings = new Inspection(before.map(), past).of(policy(true, null, null, null));
        assertThat(findings).extracting(CheckView.Finding::state).containsExactly("new");
        assertThat(findings.getFirst().edges()).extracting(CheckView.Ends::from).containsExactlyInAnyOrder("stock",
                "cart");
    }

    @Test
    void inlineBaselineIsMeasuredLikeAMap() {
        List<Past.Ends> edges = List.of(new Past.Ends("a", "b"), new Past.Ends("b", "a"), new Past.Ends("b", "c"));
        Past past = Past.of(edges, java.util.Set.copyOf(edges), null, USE);
        assertThat(past.depth()).isEqualTo(1);
        assertThat(past.cyclic()).containsExactlyInAnyOrder(new Past.Ends("a", "b"), new Past.Ends("b", "a"));
    }

    private static List<String> states(CheckRequest.Policy policy, DependencyMap map, Past past) {
        return new Inspection(map, past).of(policy).stream().map(finding -> finding.rule() + " " + finding.state())
                .toList();
    }

    private static CheckRequest.Policy policy(@Nullable Boolean cycle, @Nullable Integer depth,
            @Nullable Boolean undeclared, @Nullable Boolean inversion) {
        return new CheckRequest.Policy(cycle, depth, undeclared, inversion);
    }
}
