package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTests {

    @Test
    void slipsOfTheKeyboardFindTheWordThatWasMeant() {
        assertThat(Nearest.of("versoin", List.of("tier", "version", "owner"))).contains("version");
        assertThat(Nearest.of("storefrnt", List.of("cart", "storefront"))).contains("storefront");
        assertThat(Nearest.of("teir", List.of("tier", "title"))).contains("tier");
        assertThat(Nearest.of("dependson", List.of("dependsOn", "domain"))).contains("dependsOn");
        assertThat(Nearest.of("healt", List.of("health", "heal"))).contains("health");
    }

    @Test
    void aWordThatIsLikeNoneFindsNothing() {
        assertThat(Nearest.of("min", List.of("max"))).isEmpty();
        assertThat(Nearest.of("replicas", List.of("instances", "memory"))).isEmpty();
        assertThat(Nearest.of("", List.of("instances"))).isEmpty();
        assertThat(Nearest.of("anything", List.of())).isEmpty();
    }

    @Test
    void distanceCountsInsertionsDeletionsReplacementsAndSwaps() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("same", "same")).isZero();
    }
}
