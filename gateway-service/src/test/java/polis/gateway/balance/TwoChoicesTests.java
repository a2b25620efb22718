package polis.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoChoicesTests {

    private static final int DRAWS = 100_000;

    private final RandomGenerator random = new SplittableRandom(42);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void candidatesAtRestGetEqualShares(int count) {
        List<Worker> workers = workers(count, 1);

        Map<Worker, Integer> chosen = chosen(workers);

        workers.forEach(worker -> assertThat(chosen.get(worker)).isCloseTo(DRAWS / count, within(DRAWS / 50)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void candidateAtATenthOfTheWeightGetsATenthOfTheShareOfAnother(int count) {
        List<Worker> workers = workers(count - 1, 1);
        Worker newcomer = new Worker(0.1);
        workers.add(newcomer);

        double share = (double) chosen(workers).get(newcomer) / DRAWS;

        assertThat(share).isCloseTo(0.1 / (count - 1 + 0.1), within(0.01));
    }

    @Test
    void candidateWithoutWeightGetsNothing() {
        List<Worker> workers = workers(3, 1);
        Worker pulled = new Worker(0);
        workers.add(pulled);

        assertThat(chosen(workers)).doesNotContainKey(pulled);
    }

    @Test
    void whereNobodyHasWeightNobodyIsChosen() {
        assertThat(TwoChoices.choose(workers(3, 0), 0, random)).isNull();
        assertThat(TwoChoices.choose(List.<Worker>of(), 0, random)).isNull();
    }

    @Test
    void ofTwoTheOneWithLessWorkForItsWeightIsChosen() {
        Worker half = new Worker(0.5);
        Worker whole = new Worker(1);
        half.inFlight = 3;
        whole.inFlight = 5;

        assertThat(chosen(List.of(half, whole))).containsOnlyKeys(whole);
    }

    @Test
    void slowCandidateIsSparedWithoutKnowingThatItIsSlow() {
        List<Worker> workers = workers(4, 1);
        Worker slow = workers.getFirst();
        Map<Worker, Integer> served = new HashMap<>();
        List<Worker> busy = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Worker worker = TwoChoices.choose(workers, 0, random);
            assertThat(worker).isNotNull();
            worker.inFlight++;
            busy.add(worker);
            served.merge(worker, 1, Integer::sum);
            // The slow one finishes a request in eight turns, the others in two.
            busy.removeIf(one -> random.nextInt(one == slow ? 8 : 2) == 0 && one.inFlight-- > 0);
        }

        assertThat(served.get(slow)).isLessThan(20_000 / 4 * 2 / 3);
    }

    private Map<Worker, Integer> chosen(List<Worker> workers) {
        Map<Worker, Integer> chosen = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            chosen.merge(TwoChoices.choose(workers, 0, random), 1, Integer::sum);
        }
        return chosen;
    }

    private static List<Worker> workers(int count, double weight) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(_ -> new Worker(weight)).toList());
    }

    private static final class Worker implements Candidate {

        private final double weight;

        private int inFlight;

        private Worker(double weight) {
            this.weight = weight;
        }

        @Override
        public double weight(long now) {
            return weight;
        }

        @Override
        public int inFlight() {
            return inFlight;
        }
    }
}
