package polis.dependencymap.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import polis.dependencymap.rendering.TestMaps;

class DiscrepanciesTests {

    @Test
    void declaredEdgesWithoutTrafficAndTrafficWithoutDeclarationAreFound() {
        assertThat(found(new TestMaps().service("order", 1, "team", "payment", "audit").service("payment", 1, "team")
                .service("audit", 1, "team").calls("order", "payment", 5).calls("payment", "order", 5)))
                .containsExactly("DECLARED_NOT_OBSERVED order>audit", "OBSERVED_NOT_DECLARED payment>order");
    }

    @Test
    void whatGoesOverATopicMayBeDeclaredByEitherSide() {
        assertThat(found(new TestMaps().service("order", 1, "team", "shipping").service("shipping", 1, "team")
                .service("mail", 1, "team", "order").service("spy", 1, "team").sends("order", "placed", "shipping", 5)
                .sends("order", "placed", "mail", 5).sends("order", "placed", "spy", 5)))
                .containsExactly("OBSERVED_NOT_DECLARED order>spy via placed");
    }

    @Test
    void vitalServiceThatWaitsForALesserOneIsFoundAndOneThatSendsMessagesIsNot() {
        assertThat(found(new TestMaps().service("web", 0, "team", "ads", "mail").service("ads", 3, "team")
                .service("mail", 3, "team").calls("web", "ads", 5).sends("web", "mails", "mail", 5)))
                .containsExactly("TIER_INVERSION web>ads");
    }

    @Test
    void databasesAndTheWorldAreNeverDeclaredAndUnknownClientsAreNoServices() {
        assertThat(found(
                new TestMaps().service("order", 1, "team").uses("order", "orders-db", 5).calls("browser", "order", 5)))
                .isEmpty();
        assertThat(found(new TestMaps().calls("browser", "ghost", 5))).containsExactly("UNDESCRIBED_SERVICE ghost");
    }

    private static List<String> found(TestMaps maps) {
        return Discrepancies
                .of(maps.map()).stream().map(each -> each.type() + " " + each.from()
                        + (each.to() == null ? "" : ">" + each.to()) + (each.via() == null ? "" : " via " + each.via()))
                .toList();
    }
}
