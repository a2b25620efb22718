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
        assertThat(followed.services().keySet()).isEqualTo(read.services().keySet());
        followed.services().forEach((name, entry) -> {
            Entry other = Objects.requireNonNull(read.services().get(name));
            // Counts have no order.
            assertThat(Set.copyOf(entry.counts())).isEqualTo(Set.copyOf(other.counts()));
            assertThat(entry).usingRecursiveComparison().ignoringFields("counts").isEqualTo(other);
        });
    }

    @Test
    void eventsThatAreMissingAreNoticed() {
        assertThat(rows.touched(-3, 0)).isNull();
        long head = rows.head();
        assertThat(rows.touched(head, head)).isEmpty();
    }

    @Test
    void searchingAndForgettingHaveAnIndex() {
        assertThat(plan("select array_agg(name) from service where words @@ to_tsquery('simple', 'ord:* & api:*')"))
                .contains("service_words");
        assertThat(plan("select id from instance where state = 'GONE' and ended_at < now()"))
                .contains("instance_ended");
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
