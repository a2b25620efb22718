package polis.benchmark.registry.catalogue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.benchmark.Benchmark;
import polis.benchmark.Latency;
import polis.benchmark.Measure;

/**
 * Summary, filtered list with facets, and search over HTTP at a real registry on a real PostgreSQL, once while nothing
 * changes and once while services change twenty times a second. No product that runs here answers these questions, so
 * that the peer is the plain way to answer them: SQL on the same tables and indexes, asked as many times through JDBC,
 * without HTTP, JSON or a login.
 */
public final class CatalogueBenchmark implements Benchmark {

    private static final Answers CALM = Answers.measured("");
    private static final Answers CHANGING = Answers.measured(" while services change");

    private static final List<String> FILTERS = List.of("tier=0,1", "owner=team-17", "tag=java&lifecycle=RUN",
            "tier=2&tag=kotlin", "");

    /** The same filters in SQL. */
    private static final List<String> CONDITIONS = List.of("tier in (0, 1)", "owner = 'team-17'",
            "tags @> array['java'] and lifecycle = 'RUN'", "tier = 2 and tags @> array['kotlin']", "true");
    private static final List<String> WORDS = List.of("payment 42", "ledger", "team-3", "service", "cart-1");
    private static final int REQUESTS = Integer.getInteger("polis.benchmark.requests", 400);

    /** What is asked, each kind with its p99. */
    private record Answers(Measure summary, Measure list, Measure search) {

        static Answers measured(String when) {
            return new Answers(new Measure("summary" + when + ", p99", "ms", 20.0),
                    new Measure("filtered list with facets" + when + ", p99", "ms", 20.0),
                    new Measure("search with facets" + when + ", p99", "ms", 20.0));
        }

        List<Measure> all() {
            return List.of(summary, list, search);
        }
    }

    private final Path home;
    private @Nullable LargeRegistry registry;
    private @Nullable PlainSql plain;

    public CatalogueBenchmark(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public String peerName() {
        return "SQL on the same database and indexes, without HTTP";
    }

    @Override
    public List<Measure> measures() {
        return Stream.of(CALM, CHANGING).flatMap(answers -> answers.all().stream()).toList();
    }

    @Override
    public void warmUp() throws Exception {
        LargeRegistry started = LargeRegistry.start(home);
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        registry = started;
        plain = new PlainSql(started.database());
        ours();
        ours();
        peer();
    }

    @Override
    public Map<Measure, Double> ours() throws Exception {
        LargeRegistry asked = started(registry);
        Map<Measure, Double> found = new LinkedHashMap<>(ask(asked, CALM));
        try (Changes changes = new Changes(asked)) {
            found.putAll(ask(asked, CHANGING));
            changes.check();
        }
        return found;
    }

    private static Map<Measure, Double> ask(LargeRegistry asked, Answers answers) throws Exception {
        Map<Measure, Double> found = new LinkedHashMap<>();
        found.put(answers.summary(), Latency.p99(REQUESTS, round -> asked.get("/api/v1/summary")));
        found.put(answers.list(),
                Latency.p99(REQUESTS, round -> asked.get("/api/v1/services?" + FILTERS.get(round % FILTERS.size()))));
        found.put(answers.search(), Latency.p99(REQUESTS,
                round -> asked.get("/api/v1/services?q=" + WORDS.get(round % WORDS.size()).replace(' ', '+'))));
        return found;
    }

    @Override
    public Map<Measure, Double> peer() throws Exception {
        Map<Measure, Double> found = new LinkedHashMap<>(ask(started(plain), CALM));
        try (Changes changes = new Changes(started(registry))) {
            found.putAll(ask(started(plain), CHANGING));
            changes.check();
        }
        return found;
    }

    private static Map<Measure, Double> ask(PlainSql asked, Answers answers) throws Exception {
        Map<Measure, Double> found = new LinkedHashMap<>();
        found.put(answers.summary(), Latency.p99(REQUESTS, round -> asked.summary()));
        found.put(answers.list(),
                Latency.p99(REQUESTS, round -> asked.list(CONDITIONS.get(round % CONDITIONS.size()))));
        found.put(answers.search(),
                Latency.p99(REQUESTS, round -> asked.search(WORDS.get(round % WORDS.size()).split(" "))));
        return found;
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not warmed up");
        }
        return part;
    }
}
