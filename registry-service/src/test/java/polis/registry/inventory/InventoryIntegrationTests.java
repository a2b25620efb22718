package polis.registry.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.registry.RegistryScenario;
import polis.registry.lifecycle.State;

class InventoryIntegrationTests extends RegistryScenario {

    @Autowired
    private Inventory inventory;

    @Autowired
    private InventoryRows rows;

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void afterAnyChangesItHoldsWhatReadingEverythingHolds() throws Exception {
        String service = name("storm");
        var random = new Random(11);
        List<Callable<Object>> changes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String name = service + "-" + random.nextInt(6);
            String id = "i" + random.nextInt(5);
            String state = List.of("READY", "RUN", "FAILED", "GONE").get(random.nextInt(4));
            int tier = random.nextInt(4);
            changes.add(switch (random.nextInt(4)) {
                case 0 -> () -> announce(name, id);
                case 1 -> () -> move(name, id, state);
                case 2 -> () -> deployer.with("If-Match", "*").put("/api/v1/services/" + name,
                        "{\"tier\":" + tier + ",\"tags\":[\"t" + tier + "\"]}");
                default -> () -> inventory.now();
            });
        }
        try (var callers = Executors.newFixedThreadPool(4)) {
            for (Future<Object> done : callers.invokeAll(changes)) {
                done.get();
            }
        }
        Snapshot followed = inventory.now();
        Snapshot read = Snapshot.of(followed.seq(), rows.all());
        assertThat(followed.services()).extracting(Entry::name)
                .containsExactlyElementsOf(read.services().stream().map(Entry::name).sorted().toList());
        followed.services().forEach(entry -> {
            Entry other = Objects.requireNonNull(read.find(entry.name()));
            // Counts have no order.
            assertThat(Set.copyOf(entry.counts())).isEqualTo(Set.copyOf(other.counts()));
            assertThat(entry).usingRecursiveComparison().ignoringFields("counts").isEqualTo(other);
        });
    }

    @Test
    void eventsThatAreMissingAreNoticed() {
        assertThat(rows.since(-3, 1_000_000)).as("those before the first").isNull();
        long head = rows.head();
        assertThat(Objects.requireNonNull(rows.since(head, 10)).entries()).isEmpty();
    }

    @Test
    void onlyWhatHadAnEventIsReadAndOnlyUpToABound() {
        String name = name("followed");
        String other = name("untouched");
        announce(other, "o-1").is(201);
        long head = rows.head();
        announce(name, "f-1").is(201);
        var announced = Objects.requireNonNull(rows.since(head, 10));
        assertThat(announced.describing()).as("a service that was entered has a description to be found by").isTrue();
        assertThat(announced.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo(name);
            assertThat(entry.counts()).containsExactly(new Entry.Count("1.0.0", State.PROVISION, 1));
        });
        long between = rows.head();
        move(name, "f-1", "READY").is(200);
        assertThat(Objects.requireNonNull(rows.since(between, 10)).describing()).isFalse();
        assertThat(rows.since(head, 1)).as("more than the bound").isNull();
    }

    @Test
    void searchingForgettingAndPagingHaveAnIndex() {
        assertThat(plan("select array_agg(name) from service where words @@ to_tsquery('simple', 'ord:* & api:*')"))
                .contains("service_words");
        assertThat(plan("select id from instance where state = 'GONE' and ended_at < now()"))
                .contains("instance_ended");
        assertThat(
                plan("""
                        select * from instance where service >= 'm' and (service > 'm' or id > 'i') and state in ('READY', 'RUN')
                        order by service, id limit 101
                        """))
                .as("a page of instances is entered at its place")
                .containsPattern("Index Cond: \\(+service >= 'm'::text");
    }

    /** As it would be were the tables too large to be read whole. */
    private String plan(String sql) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
            for (String way : List.of("seqscan", "indexscan", "indexonlyscan")) {
                database.sql("set local enable_%s = off".formatted(way)).update();
            }
            return String.join("\n", database.sql("explain (costs off) " + sql).query(String.class).list());
        }));
    }

    @Test
    void whoeverHoldsAConnectionIsRefused() {
        var transaction = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> transaction.execute(status -> inventory.now()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }
}
