package polis.registry.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import polis.registry.suspicion.Judgement.Circumstances;
import polis.registry.suspicion.Judgement.End;
import polis.registry.suspicion.Judgement.Keep;

class JudgementTests {

    private static final Reply ANSWERED = new Reply.Answered("It answers.");
    private static final Reply REFUSED = new Reply.Refused();
    private static final Reply SILENT = new Reply.Silent();
    private static final Reply UNSURE = new Reply.Unsure("This process was late.");
    private static final Reply NOTHING = new Reply.NothingToAsk("it states no port.");
    private static final long KEEP = 900_000;

    @Test
    void whoAnswersLivesWhateverThisProcessHeard() {
        assertThat(Judgement.of(ANSWERED, heard(true))).isInstanceOf(Keep.class);
        assertThat(Judgement.of(ANSWERED, heard(false))).isInstanceOf(Keep.class);
    }

    @Test
    void whoseHostRefusesConnectionsEndsWhateverThisProcessHeard() {
        assertThat(Judgement.of(REFUSED, heard(true))).isInstanceOf(End.class);
        assertThat(Judgement.of(REFUSED, heard(false))).isInstanceOf(End.class);
    }

    @Test
    void silenceCountsOnlyWhereThisProcessHeardWell() {
        for (Reply unheard : List.of(SILENT, NOTHING)) {
            assertThat(Judgement.of(unheard, heard(true))).isInstanceOf(End.class);
            assertThat(Judgement.of(unheard, heard(false))).isInstanceOf(Keep.class);
        }
    }

    @Test
    void aQuestionForWhichThisProcessWasLateIsNone() {
        assertThat(Judgement.of(UNSURE, heard(true))).isInstanceOf(Keep.class);
        assertThat(Judgement.of(UNSURE, new Circumstances(true, "", KEEP + 1, KEEP))).isInstanceOf(End.class);
        assertThat(Judgement.of(UNSURE, new Circumstances(false, "", KEEP + 1, KEEP))).isInstanceOf(Keep.class);
    }

    @Test
    void anAnswerWithoutARenewalDoesNotKeepForEver() {
        assertThat(Judgement.of(ANSWERED, new Circumstances(true, "", KEEP, KEEP))).isInstanceOf(Keep.class);
        assertThat(Judgement.of(ANSWERED, new Circumstances(true, "", KEEP + 1, KEEP))).isInstanceOf(End.class);
        assertThat(Judgement.of(ANSWERED, new Circumstances(false, "", KEEP + 1, KEEP))).isInstanceOf(End.class);
    }

    @Test
    void anAnswerFromAnAddressThatAnotherOneHasNowIsNotIts() {
        assertThat(Judgement.of(ANSWERED, new Circumstances(false, "b of CART", 0, KEEP)))
                .isEqualTo(new End("its address belongs to b of CART now."));
    }

    /** While this process hears badly, only a refusal, a successor and the bound end anybody. */
    @Test
    void badHearingNeverMakesAJudgementHarder() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Reply reply = List.of(ANSWERED, REFUSED, SILENT, UNSURE, NOTHING).get(random.nextInt(5));
            String successor = random.nextBoolean() ? "" : "b of CART";
            long suspectFor = random.nextLong(2 * KEEP);
            Judgement well = Judgement.of(reply, new Circumstances(true, successor, suspectFor, KEEP));
            Judgement badly = Judgement.of(reply, new Circumstances(false, successor, suspectFor, KEEP));
            assertThat(well instanceof Keep && badly instanceof End).isFalse();
            if (badly instanceof End) {
                assertThat(reply).isIn(REFUSED, ANSWERED);
            }
        }
    }

    private static Circumstances heard(boolean well) {
        return new Circumstances(well, "", 0, KEEP);
    }
}
