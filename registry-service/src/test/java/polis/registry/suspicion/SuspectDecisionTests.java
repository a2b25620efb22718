package polis.registry.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import polis.registry.suspicion.SuspectDecision.End;
import polis.registry.suspicion.SuspectDecision.Evidence;
import polis.registry.suspicion.SuspectDecision.Keep;

class SuspectDecisionTests {

    private static final ProbeResult ANSWERED = new ProbeResult.Answered("It answers.");
    private static final ProbeResult REFUSED = new ProbeResult.Refused();
    private static final ProbeResult SILENT = new ProbeResult.Silent();
    private static final ProbeResult UNSURE = new ProbeResult.Unsure("This process was late.");
    private static final ProbeResult NOTHING = new ProbeResult.NothingToAsk("it states no port.");
    private static final long KEEP = 900_000;

    @Test
    void whoAnswersLivesWhateverThisProcessHeard() {
        assertThat(SuspectDecision.of(ANSWERED, heard(true))).isInstanceOf(Keep.class);
        assertThat(SuspectDecision.of(ANSWERED, heard(false))).isInstanceOf(Keep.class);
    }

    @Test
    void whoseHostRefusesConnectionsEndsWhateverThisProcessHeard() {
        assertThat(SuspectDecision.of(REFUSED, heard(true))).isInstanceOf(End.class);
        assertThat(SuspectDecision.of(REFUSED, heard(false))).isInstanceOf(End.class);
    }

    @Test
    void silenceCountsOnlyWhereThisProcessHeardWell() {
        for (ProbeResult unheard : List.of(SILENT, NOTHING)) {
            assertThat(SuspectDecision.of(unheard, heard(true))).isInstanceOf(End.class);
            assertThat(SuspectDecision.of(unheard, heard(false))).isInstanceOf(Keep.class);
        }
    }

    @Test
    void aQuestionForWhichThisProcessWasLateIsNone() {
        assertThat(SuspectDecision.of(UNSURE, heard(true))).isInstanceOf(Keep.class);
        assertThat(SuspectDecision.of(UNSURE, new Evidence(true, "", KEEP + 1, KEEP))).isInstanceOf(End.class);
        assertThat(SuspectDecision.of(UNSURE, new Evidence(false, "", KEEP + 1, KEEP))).isInstanceOf(Keep.class);
    }

    @Test
    void anAnswerWithoutARenewalDoesNotKeepForEver() {
        assertThat(SuspectDecision.of(ANSWERED, new Evidence(true, "", KEEP, KEEP))).isInstanceOf(Keep.class);
        assertThat(SuspectDecision.of(ANSWERED, new Evidence(true, "", KEEP + 1, KEEP))).isInstanceOf(End.class);
        assertThat(SuspectDecision.of(ANSWERED, new Evidence(false, "", KEEP + 1, KEEP))).isInstanceOf(End.class);
    }

    @Test
    void anAnswerFromAnAddressThatAnotherOneHasNowIsNotIts() {
        assertThat(SuspectDecision.of(ANSWERED, new Evidence(false, "b of CART", 0, KEEP)))
                .isEqualTo(new End("its address belongs to b of CART now."));
    }

    /** While this process is degraded, only a refusal, a successor and the bound end anybody. */
    @Test
    void degradedLocalHealthNeverMakesADecisionHarder() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            ProbeResult reply = List.of(ANSWERED, REFUSED, SILENT, UNSURE, NOTHING).get(random.nextInt(5));
            String successor = random.nextBoolean() ? "" : "b of CART";
            long suspectFor = random.nextLong(2 * KEEP);
            SuspectDecision well = SuspectDecision.of(reply, new Evidence(true, successor, suspectFor, KEEP));
            SuspectDecision badly = SuspectDecision.of(reply, new Evidence(false, successor, suspectFor, KEEP));
            assertThat(well instanceof Keep && badly instanceof End).isFalse();
            if (badly instanceof End) {
                assertThat(reply).isIn(REFUSED, ANSWERED);
            }
        }
    }

    private static Evidence heard(boolean well) {
        return new Evidence(well, "", 0, KEEP);
    }
}
