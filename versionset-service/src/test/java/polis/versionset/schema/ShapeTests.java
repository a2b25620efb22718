package polis.versionset.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static polis.versionset.schema.Field.field;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.versionset.schema.Findings.Finding;

class ShapeTests {

    private static final Scalar<Integer> NUMBER = Scalar.<Integer>of("a digit", "7",
            text -> text.matches("\\d") ? Integer.valueOf(text) : null, Map.of("type", "integer")).writtenAsIs();
    private static final Scalar<String> WORD = Scalar
            .<String>of("a word", "dam", text -> text.matches("[a-z]+") ? text : null, Map.of("type", "string"))
            .suggesting(text -> text.equals("DAM") ? "dam" : null);

    record Name(String first, @Nullable String last) {

        static final Shape<Name> SHAPE = Shape.of(Name.class,
                field("first", Name::first, WORD, "First.").orElse("the key", Location::name),
                field("last", Name::last, WORD, "Last."));
    }

    record Gate(int width) {

        static final Shape<Gate> SHAPE = Shape.of(Gate.class,
                field("width", Gate::width, NUMBER, "Width.").orElse("2"));
    }

    record Dam(int height, Name name, Gate gate, List<String> rivers, SortedMap<String, Integer> levels, int depth) {

        static final Shape<Dam> SHAPE = Shape.of(Dam.class, field("height", Dam::height, NUMBER, "Height.").required(),
                Name.SHAPE.embedded(Dam::name), field("gate", Dam::gate, Gate.SHAPE, "Gate.").orElse(Map.of()),
                field("rivers", Dam::rivers, ListOf.distinct(WORD), "Rivers.").orElse(List.of()),
                field("levels", Dam::levels, MapOf.of("digits by word", WORD, NUMBER), "Levels.").orElse(Map.of()),
                field("depth", Dam::depth, NUMBER, "Depth.")
                        .orElse("the height", at -> at.value("height", Integer.class))
                        .normallyWritten("depthMetres", NUMBER))
                .checking((dam, at) -> {
                    if (dam.depth() > dam.height()) {
                        at.child("depth").error("is more than height; write less.");
                    }
                });
    }

    private final Findings findings = new Findings(
            (name, known) -> known.stream().filter(other -> other.startsWith(name.substring(0, 2))).findFirst());

    private @Nullable Dam read(Object given) {
        return Dam.SHAPE.read(given, Location.root(findings).child("dams").child("hoover"));
    }

    private static Map<String, @Nullable Object> given(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> given = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return given;
    }

    @Test
    void defaultsComeFromTextsFromOtherFieldsAndFromTheSurroundings() {
        assertThat(read(given("height", "5")))
                .isEqualTo(new Dam(5, new Name("hoover", null), new Gate(2), List.of(), new TreeMap<>(), 5));
        assertThat(findings.errors()).isEmpty();
    }

    @Test
    void whatIsEmptyIsAsGoodAsAbsent() {
        assertThat(read(given("height", 5, "last", null, "gate", null, "rivers", null)))
                .isEqualTo(read(given("height", 5)));
    }

    @Test
    void theNormalFormHasEveryDefaultAndIsReadAgain() {
        Dam dam = read(given("height", "5", "rivers", List.of("b", "a"), "levels", Map.of("low", "1")));
        Map<String, Object> normal = Dam.SHAPE.write(dam);
        assertThat(normal)
                .hasToString("{height=5, first=hoover, gate={width=2}, rivers=[a, b], levels={low=1}, depthMetres=5}");
        assertThat(read(normal)).isEqualTo(dam);
        assertThat(findings.errors()).isEmpty();
    }

    @Test
    void oneErrorDoesNotHideTheNext() {
        read(given("height", "tall", "lost", "x", "gate", List.of(), "levels", Map.of("LOW", "1", "high", "x")));
        assertThat(findings.errors()).containsExactlyInAnyOrder(
                new Finding("/dams/hoover/height", "height is \"tall\"; write a digit, such as 7.", null),
                new Finding("/dams/hoover/lost",
                        "lost is not a known field; leave it out. Known are height, first, last, gate, rivers, "
                                + "levels, depth, depthMetres.",
                        null),
                new Finding("/dams/hoover/gate", "gate is a list; write a mapping of width.", null),
                new Finding("/dams/hoover/levels/LOW", "LOW is not a valid name here; write a word, such as dam.",
                        null),
                new Finding("/dams/hoover/levels/high", "high is \"x\"; write a digit, such as 7.", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hieght | 1 | /dams/hoover/hieght | hieght is not a known field; leave it out.
            heights | 1 | /dams/hoover/heights | heights is not a known field; write height.
            last | DAM | /dams/hoover/last | last is "DAM"; write a word, such as dam.
            rivers | a | /dams/hoover/rivers | rivers is "a"; write a list, each item a word.
            depth | 9 | /dams/hoover/depth | depth is more than height; write less.
            """)
    void anErrorNamesFieldValueBoundAndNextStep(String name, String value, String pointer, String message) {
        read(given("height", "5", name, value));
        assertThat(findings.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.message()).startsWith(message);
        });
    }

    @Test
    void aMissingFieldAnItemGivenTwiceAndTwoSpellingsAreErrors() {
        read(given("rivers", Arrays.asList("a", "a", null), "depth", "1", "depthMetres", 1));
        assertThat(findings.errors()).extracting(Finding::pointer, Finding::message).containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple("/dams/hoover/height",
                        "height is required; write a digit, such as 7."),
                org.assertj.core.groups.Tuple.tuple("/dams/hoover/rivers/1",
                        "rivers[1] is \"a\" once more; leave it out."),
                org.assertj.core.groups.Tuple.tuple("/dams/hoover/rivers/2",
                        "rivers[2] is empty; write a word, such as dam."),
                org.assertj.core.groups.Tuple.tuple("/dams/hoover/depthMetres",
                        "depthMetres is given beside depth; leave one of them out."));
    }

    @Test
    void aShapeWithoutAMemberForEachComponentIsRefused() {
        assertThat(Optional.of(Name.class.getRecordComponents().length)).contains(2);
        org.assertj.core.api.Assertions
                .assertThatThrownBy(() -> Shape.of(Name.class, field("first", Name::first, WORD, "First.")))
                .hasMessageContaining("2 components, its shape has 1 members");
    }
}
