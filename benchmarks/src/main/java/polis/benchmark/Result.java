package polis.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run found, as it is printed and kept. */
record Result(String benchmark, Instant at, int rounds, int processors, double loadBefore, double loadAfter,
        List<Row> rows) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void print() {
        System.out.printf("%n%s: %d rounds each, interleaved; %d processors, load %.2f before and %.2f after%n%n",
                benchmark, rounds, processors, loadBefore, loadAfter);
        System.out.printf("%-34s %-5s %10s %20s %10s %20s %7s %14s%n", "measure", "unit", "ours", "spread", "peer",
                "spread", "ratio", "goal");
        for (Row row : rows) {
            System.out.printf("%-34s %-5s %10.2f %20s %10.2f %20s %7.2f %14s%n", row.measure(), row.unit(), row.ours(),
                    row.oursSpread(), row.peer(), row.peerSpread(), row.ratio(), goal(row));
        }
        System.out.printf("%nThe peer is %s. Ratio: peer by ours.%n", rows.getFirst().peerName());
    }

    private static String goal(Row row) {
        Boolean met = row.met();
        if (met == null) {
            return "–";
        }
        String said = met ? "met" : "MISSED";
        return row.goal() != null
                ? "≤ %.0f %s".formatted(row.goal(), said)
                : "≥ %.1f× %s".formatted(row.ratioGoal(), said);
    }

    void writeTo(Path folder) throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve(benchmark + ".json");
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        System.out.println("Written to " + file);
    }
}
