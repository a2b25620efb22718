package polis.scheduler.driver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.scheduler.driver.process.IsolationSettings.UidRange;

/** Several cities of one machine share the base folder and the range of ids. */
class UidsTests {

    private static final UidRange RANGE = new UidRange(2_070_000_000, 2_070_000_007);

    @TempDir
    Path folder;

    private Path base;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")),
                "a folder can be given to another user only as root");
        base = folder.resolve("workloads");
        assertThat(Uids.prepare(base)).isEmpty();
    }

    @Test
    void anArchitectureKeepsItsUserOverRestartsAndSharesItWithNobody() throws IOException {
        Uids one = system("one");
        Uids other = system("other");
        int shop = one.of("shop");
        assertThat(List.of(shop, one.of("billing"), other.of("shop"), other.of("billing"))).doesNotHaveDuplicates()
                .allMatch(uid -> uid >= RANGE.first() && uid <= RANGE.last());
        assertThat(system("one").of("shop")).isEqualTo(shop);
        assertThat(one.own()).containsExactlyInAnyOrder(shop, one.of("billing"));
        assertThat(other.own()).doesNotContain(shop).hasSize(2);
    }

    @Test
    void citiesThatClaimAtOnceGetDifferentUsersAndTheRangeIsTheBound() throws Exception {
        List<Uids> cities = new ArrayList<>();
        for (int system = 0; system < RANGE.size(); system++) {
            cities.add(system("system-" + system));
        }
        List<Integer> users = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(RANGE.size())) {
            List<Future<Integer>> all = threads
                    .invokeAll(cities.stream().<Callable<Integer>>map(system -> () -> system.of("shop")).toList());
            for (Future<Integer> each : all) {
                users.add(each.get());
            }
        }
        assertThat(users).hasSize(RANGE.size()).doesNotHaveDuplicates();
        assertThatThrownBy(() -> system("one more").of("shop")).hasMessageContaining("polis.scheduler.workload.uids");
    }

    @Test
    void theUserOfACityWhoseFolderIsGoneIsFreeAgain() throws IOException {
        Uids gone = system("gone");
        int user = gone.of("shop");
        Uids stays = system("stays");
        int kept = stays.of("shop");
        Files.delete(folder.resolve("gone"));
        stays.forgetAbandoned();
        assertThat(gone.folder(user)).doesNotExist();
        assertThat(stays.folder(kept)).exists();
        assertThat(stays.of("shop")).isEqualTo(kept);
    }

    private Uids system(String name) throws IOException {
        return new Uids(base, RANGE, Files.createDirectories(folder.resolve(name)));
    }
}
