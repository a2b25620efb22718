package polis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shell commands that the documentation tells people to type. */
final class Snippets {

    private static final Pattern BLOCK = Pattern.compile("^[ ]*```sh\\n(.*?)^[ ]*```",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** A file that the page shows whole, with its name in the first line. */
    private static final Pattern FILE = Pattern.compile("^```yaml\\n(# ([\\w-]+\\.yaml)\\n.*?)^```",
            Pattern.MULTILINE | Pattern.DOTALL);

    /**
     * Commands that other tests or the build itself run, by how they begin: they build, start or stop everything. The
     * token is for the reader to fill in.
     */
    private static final List<String> RUN_ELSEWHERE = List.of("./polis demo", "./polis up", "./mvnw", "docker compose",
            "deploy/generate-secrets", "benchmarks/run", "export POLIS_TOKEN=");

    private Snippets() {}

    /** Every page that has commands. */
    static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(Repository.ROOT::resolve), docs)
                    .filter((page) -> page.toString().endsWith(".md") && !blocks(page).isEmpty()).sorted().toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static List<String> blocks(Path page) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text(page));
        while (matcher.find()) {
            blocks.add(matcher.group(1).stripIndent());
        }
        return blocks;
    }

    /** The files of a page that its commands use, by name. */
    static Map<String, String> files(Path page) {
        Map<String, String> files = new HashMap<>();
        Matcher matcher = FILE.matcher(text(page));
        while (matcher.find()) {
            files.put(matcher.group(2), matcher.group(1));
        }
        return files;
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The commands of a block without those that are run elsewhere. */
    static String script(String block) {
        return block.lines()
                .filter((line) -> RUN_ELSEWHERE.stream().noneMatch((start) -> line.strip().startsWith(start)))
                .collect(Collectors.joining("\n"));
    }

}
