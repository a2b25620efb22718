package polis.registry.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RulesTests {

    @Test
    void aServiceOfTierZeroOrOneMustNotDependOnALowerTier() {
        List<Finding> findings = Rules.evaluate(List.of(service("order", 0, "mail", "cart"), service("cart", 1, "mail"),
                service("mail", 2, "report"), service("report", 3)));
        assertThat(findings).extracting(Finding::id).containsExactly("tier-inversion.order.cart",
                "tier-inversion.order.mail", "tier-inversion.cart.mail");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.HIGH);
        assertThat(findings.getLast().severity()).isEqualTo(Severity.MEDIUM);
        assertThat(findings.getFirst().explanation()).contains("order", "tier 0", "cart", "tier 1");
        assertThat(findings.getFirst().fix()).contains("Raise cart to tier 0");
    }

    @Test
    void aDependencyThatNobodyKnowsIsFoundOnce() {
        assertThat(Rules.evaluate(List.of(service("order", 0, "ghost", "ghost")))).extracting(Finding::id)
                .containsExactly("unknown-dependency.order.ghost");
    }

    @Test
    void aServiceWithoutOwnerIsWorseTheMoreCriticalItIs() {
        List<Finding> findings = Rules.evaluate(List.of(new Facts("a", 3, null, true, false, List.of(), none()),
                new Facts("b", 1, " ", true, false, List.of(), none())));
        assertThat(findings).extracting(Finding::id).containsExactly("no-owner.b", "no-owner.a");
    }

    @Test
    void anUndescribedServiceIsOneFindingAndNotTwo() {
        assertThat(Rules.evaluate(List.of(new Facts("a", 2, null, false, false, List.of(), none()))))
                .extracting(Finding::kind).containsExactly(Kind.UNDESCRIBED);
    }

    @Test
    void versionsMixOutsideAnUpdateOnly() {
        var mixed = new TreeMap<>(Map.of("1.0.0", 2, "1.1.0", 1));
        List<Finding> findings = Rules.evaluate(List.of(new Facts("a", 2, "team", true, false, List.of(), mixed),
                new Facts("b", 2, "team", true, true, List.of(), mixed)));
        assertThat(findings).extracting(Finding::id).containsExactly("mixed-versions.a");
        assertThat(findings.getFirst().explanation()).contains("2 × 1.0.0, 1 × 1.1.0");
    }

    @Test
    void mixedVersionsAreWorseTheMoreCriticalTheServiceIs() {
        var mixed = new TreeMap<>(Map.of("1.0.0", 2, "1.1.0", 1));
        assertThat(Rules.evaluate(List.of(new Facts("a", 1, "team", true, false, List.of(), mixed),
                new Facts("b", 2, "team", true, false, List.of(), mixed)))).extracting(Finding::severity)
                .containsExactly(Severity.HIGH, Severity.MEDIUM);
    }

    @Test
    void aDependencyOnTheSameTierIsNoInversion() {
        assertThat(Rules.evaluate(List.of(service("order", 1, "cart"), service("cart", 1)))).isEmpty();
    }

    @RepeatedTest(200)
    void idsAreUniqueAndTheOrderOfServicesDoesNotMatter(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var services = new ArrayList<Facts>();
        for (int i = 0; i < 12; i++) {
            var callees = random.ints(3, 0, 15).mapToObj(callee -> "s" + callee).toList();
            var serving = new TreeMap<String, Integer>();
            random.ints(random.nextInt(3), 0, 3).forEach(version -> serving.put("1.0." + version, 1));
            services.add(new Facts("s" + i, random.nextInt(4), random.nextBoolean() ? "team" : null,
                    random.nextBoolean(), random.nextBoolean(), callees, serving));
        }
        List<Finding> findings = Rules.evaluate(services);
        assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
        assertThat(findings).isSortedAccordingTo(Rules.ORDER).allSatisfy(finding -> {
            assertThat(finding.explanation()).isNotBlank();
            assertThat(finding.fix()).isNotBlank();
        });
        Collections.shuffle(services, random);
        assertThat(Rules.evaluate(services)).isEqualTo(findings);
    }

    private static Facts service(String name, int tier, String... dependsOn) {
        return new Facts(name, tier, "team", true, false, List.of(dependsOn), none());
    }

    private static TreeMap<String, Integer> none() {
        return new TreeMap<>();
    }
}
