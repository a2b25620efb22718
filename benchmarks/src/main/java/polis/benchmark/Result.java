package polis.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run found, as it is printed and kept. */
record Result(String benchmark, Instant at, int rounds, int processors, double loadBefore, double loadAfter,
        List<Row> rows) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** With fewer rounds the least and the most say little of what the next run finds. */
    private static final int ROUNDS_OF_A_SPREAD = 3;

    void print() {
        System.out.printf("%n%s: %d rounds each, interleaved; %d processors, load %.2f before and %.2f after%n%n",
                benchmark, rounds, processors, loadBefore, loadAfter);
        System.out.printf("%-44s %-5s %10s %20s %10s %20s %7s %7s %10s %10s%n", "measure", "unit", "ours", "spread",
                "peer", "spread", "ratio", "goal", "by medians", "by spreads");
        for (Row row : rows) {
            System.out.printf("%-44s %-5s %10.2f %20s %10.2f %20s %7.2f %7s %10s %10s%n", row.measure(), row.unit(),
                    row.ours(), row.oursSpread(), row.peer(), row.peerSpread(), row.ratio(), goal(row),
                    word(row.byMedians()), word(row.bySpreads()));
        }
        System.out.printf("%nThe peer is %s. Ratio: peer by ours.%n", rows.getFirst().peerName());
        System.out.println("By spreads a goal is met when every round keeps it, and open when the spreads overlap.");
        if (rounds < ROUNDS_OF_A_SPREAD) {
            System.out.println("Too few rounds for a spread: run at least " + ROUNDS_OF_A_SPREAD + ".");
        }
        if (loadBefore > processors) {
            System.out.println("The machine was busy before: run it again on an idle one.");
        }
    }

    private static String goal(Row row) {
        if (row.goal() != null) {
            return "≤ %.0f".formatted(row.goal());
        }
        return row.ratioGoal() != null ? "≥ %.1f×".formatted(row.ratioGoal()) : "–";
    }

    private static String word(@Nullable Verdict verdict) {
        return verdict == null ? "–" : verdict == Verdict.MISSED ? "MISSED" : verdict.name().toLowerCase(Locale.ROOT);
    }

    void writeTo(Path folder) throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve(benchmark + ".json");
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        System.out.println("Written to " + file);
    }
}
