package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for one thing: types are called as docs/glossary.md has it, and the pages name what is there. */
class GlossaryTests {

    /** Words of before, and such as say nothing. The city is for prose. */
    private static final Set<String> OLD = Set.of("Road", "Roads", "Way", "Ways", "Street", "Arc", "Arcs", "Place",
            "Places", "House", "Houses", "Building", "City", "Cities", "Town", "Scene", "Standing", "Atlas", "Sheet",
            "Residence", "Alteration", "Goal", "Goals", "Condemned", "Bury", "Culprit", "Turn", "Picture", "Setbacks",
            "Courier", "Witness", "Ledger", "Roll", "Verbs", "Registering", "Census", "Absorbed", "Passage", "Stay",
            "Leg", "Contender", "Hall", "Desk", "World", "Manager", "Helper", "Util", "Utils", "Impl");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");

    @Test
    void noTypeIsCalledByAnOldWord() throws IOException {
        List<String> old = new ArrayList<>();
        List<Path> sources = files(".java");
        for (Path source : sources) {
            TYPE.matcher(Files.readString(source)).results().map(match -> match.group(1))
                    .filter(type -> Stream.of(type.split("(?=\\p{Lu})", -1)).anyMatch(OLD::contains))
                    .forEach(type -> old.add(Repository.ROOT.relativize(source) + ": " + type));
        }
        assertThat(sources).hasSizeGreaterThan(1_000);
        assertThat(old).isEmpty();
    }

    @Test
    void theGlossarysTypesExist() throws IOException {
        Set<String> types = files(".java").stream().filter(file -> file.toString().contains("/src/main/java/"))
                .map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        List<String> named = NAMED.matcher(Files.readString(Repository.ROOT.resolve("docs/glossary.md"))).results()
                .map(match -> match.group(1)).toList();
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(types).containsAll(named);
    }

    @Test
    void linksLeadToFiles() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> pages = files(".md");
        for (Path page : pages) {
            LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll("")).results().map(MatchResult::group)
                    .map(link -> LINK.matcher(link).replaceFirst("$1")).filter(target -> !target.contains(":"))
                    .filter(target -> Files.notExists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(Repository.ROOT.relativize(page) + " -> " + target));
        }
        assertThat(pages).hasSizeGreaterThan(80);
        assertThat(broken).isEmpty();
    }

    private static List<Path> files(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Repository.ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean made = name.equals("target") || name.equals("node_modules")
                        || (name.startsWith(".") && !name.equals(".github"));
                return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
