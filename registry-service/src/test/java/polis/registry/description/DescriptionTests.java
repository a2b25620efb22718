package polis.registry.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DescriptionTests {

    private static final ServiceDescription NOTHING = new ServiceDescription(null, null, null, null, null, null, null,
            null, null, null);

    private static final ServiceDescription MANIFEST = new ServiceDescription("Cart", null, 1, "team-order", null, null,
            "ordering", null, null, List.of("catalog"));

    private static final ServiceDescription PERSON = new ServiceDescription(null, null, null, null, "+49 30 1",
            "https://git.example/cart", null, List.of("java"), List.of(new Link("Board", "https://grafana/cart", null)),
            null);

    @Test
    void oneSourceLeavesAloneWhatAnotherSaid() {
        Description both = Description.NONE.replacedBy(PERSON, "alice").replacedBy(MANIFEST, "versionset");
        assertThat(both.said()).isEqualTo(new ServiceDescription("Cart", null, 1, "team-order", "+49 30 1",
                "https://git.example/cart", "ordering", List.of("java"), PERSON.links(), List.of("catalog")));
        assertThat(both.saidBy()).containsExactlyInAnyOrderEntriesOf(Map.of("title", "versionset", "tier", "versionset",
                "owner", "versionset", "domain", "versionset", "dependsOn", "versionset", "onCall", "alice",
                "repository", "alice", "tags", "alice", "links", "alice"));
    }

    @Test
    void aSourceWithdrawsWhatItSaidBeforeAndSaysNoMore() {
        Description both = Description.NONE.replacedBy(PERSON, "alice").replacedBy(MANIFEST, "versionset");
        Description later = both.replacedBy(
                new ServiceDescription("Cart", null, null, null, null, null, null, null, null, null), "versionset");
        assertThat(later.said().tier()).isEqualTo(ServiceDescription.USUAL_TIER);
        assertThat(later.said().owner()).isNull();
        assertThat(later.said().dependsOn()).isEmpty();
        assertThat(later.said().tags()).containsExactly("java");
        assertThat(later.saidBy()).doesNotContainKeys("tier", "owner", "domain", "dependsOn");
    }

    @Test
    void whatTwoNameIsWhatTheLastOneSaid() {
        Description one = Description.NONE.replacedBy(MANIFEST, "versionset");
        Description other = one.replacedBy(
                new ServiceDescription(null, null, null, "team-new", null, null, null, null, null, null), "alice");
        assertThat(other.said().owner()).isEqualTo("team-new");
        assertThat(other.saidBy()).containsEntry("owner", "alice").containsEntry("title", "versionset");
    }

    @Test
    void sayingWhatIsSaidAlreadyTakesNothingOver() {
        Description one = Description.NONE.replacedBy(MANIFEST, "versionset");
        assertThat(one.replacedBy(MANIFEST, "alice")).isEqualTo(one);
    }

    @Test
    void aPatchTouchesTheNamedFieldsOnly() {
        Description one = Description.NONE.replacedBy(MANIFEST, "versionset");
        Description patched = one.patchedBy(
                new ServiceDescription(null, "Holds.", null, null, null, null, null, null, null, null),
                Set.of("owner", "tier"), "alice");
        assertThat(patched.said().title()).isEqualTo("Cart");
        assertThat(patched.said().description()).isEqualTo("Holds.");
        assertThat(patched.said().owner()).isNull();
        assertThat(patched.said().tier()).isEqualTo(ServiceDescription.USUAL_TIER);
        assertThat(patched.saidBy()).doesNotContainKeys("owner", "tier").containsEntry("description", "alice");
    }

    @RepeatedTest(500)
    void whateverSourcesSayNoneLosesWhatOnlyItSays(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Description description = Description.NONE;
        ServiceDescription lastOfAlice = NOTHING;
        for (int step = 0; step < 10; step++) {
            ServiceDescription said = anything(random);
            if (random.nextBoolean()) {
                description = description.replacedBy(said, "alice");
                lastOfAlice = said;
                // Saying it again changes nothing.
                assertThat(description.replacedBy(said, "alice")).isEqualTo(description);
                Map<Field, Object> shown = Field.values(description.said());
                assertThat(shown).containsAllEntriesOf(Field.values(said));
            } else {
                description = description.replacedBy(said, "bob");
                Map<Field, Object> shown = Field.values(description.said());
                Map<Field, Object> bobs = Field.values(said);
                Field.values(lastOfAlice).forEach((field, value) -> {
                    if (!bobs.containsKey(field) && !bobsBefore(field, shown, value)) {
                        assertThat(shown).containsEntry(field, value);
                    }
                });
            }
        }
        assertThat(description.saidBy().values()).isSubsetOf("alice", "bob");
    }

    /** Bob may have overwritten it earlier and withdrawn it now. */
    private static boolean bobsBefore(Field field, Map<Field, Object> shown, Object value) {
        return !value.equals(shown.get(field));
    }

    private static ServiceDescription anything(Random random) {
        return new ServiceDescription(maybe(random, "One", "Two"), null, maybe(random, 0, 2),
                maybe(random, "team-a", "team-b"), maybe(random, "phone", "pager"), null, null,
                maybe(random, List.of(), List.of("java")), null, maybe(random, List.of("a"), List.of("b")));
    }

    private static <T> @Nullable T maybe(Random random, T one, T other) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> one;
            default -> other;
        };
    }
}
