package polis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script in the root, on a checkout of its own whose Maven only notes that it was called. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTests {

    private static final List<String> JARS = List.of("registry-service/target/registry-service.jar",
            "versionset-service/target/versionset-service.jar", "scheduler-service/target/scheduler-service.jar",
            "dependency-map-service/target/dependency-map-service.jar", "gateway-service/target/gateway-service.jar",
            "demo/target/shop.jar", "cli/target/polis-cli.jar");

    @TempDir
    private Path home;
    private int exitCode;

    @BeforeEach
    void checkout() throws IOException {
        Files.copy(Path.of("../polis"), home.resolve("polis"));
        executable(home.resolve("polis"), null);
        StringBuilder maven = new StringBuilder("#!/bin/sh\necho built >> builds\n"
                + "[ -f broken ] && { echo '[ERROR] it does not compile'; exit 1; }\n");
        JARS.forEach(
                jar -> maven.append("mkdir -p $(dirname ").append(jar).append("); touch ").append(jar).append("\n"));
        executable(home.resolve("mvnw"), maven.toString());
        Files.createDirectories(home.resolve("registry-service/src/main/java"));
        Files.writeString(home.resolve("registry-service/src/main/java/A.java"), "class A {}");
        Files.writeString(home.resolve("registry-service/pom.xml"), "<project/>");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        // A JDK whose java says how it was called.
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        executable(home.resolve("jdk/bin/java"), "#!/bin/sh\necho \"java $*\"\n");
        executable(home.resolve("jdk/bin/javac"), "#!/bin/sh\n");
    }

    private static void executable(Path file, String content) throws IOException {
        if (content != null) {
            Files.writeString(file, content);
        }
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(Path.of("/").toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        exitCode = process.exitValue();
        return output;
    }

    private long builds() throws IOException {
        return Files.exists(home.resolve("builds")) ? Files.readAllLines(home.resolve("builds")).size() : 0;
    }

    @Test
    void itBuildsOnceAndAgainOnlyWhenASourceChanges() throws Exception {
        Path script = home.resolve("polis");
        assertThat(run(script, Map.of(), "up", "a b")).contains("building with " + home.resolve("jdk"), "built in",
                "-jar " + home.toRealPath().resolve("cli/target/polis-cli.jar") + " up a b");
        assertThat(run(script, Map.of(), "up")).doesNotContain("building");
        assertThat(builds()).isOne();
        Files.writeString(home.resolve("registry-service/src/main/java/A.java"), "class B {}");
        run(script, Map.of(), "status");
        assertThat(builds()).as("status needs no build").isOne();
        run(script, Map.of(), "demo");
        assertThat(builds()).isEqualTo(2);
        Files.delete(home.resolve("demo/target/shop.jar"));
        run(script, Map.of(), "up");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void nothingIsBuiltWhileTheStackRuns() throws Exception {
        Path script = home.resolve("polis");
        run(script, Map.of(), "up");
        Files.writeString(home.resolve("registry-service/src/main/java/A.java"), "class C {}");
        Path state = Files.createDirectories(home.resolve(".polis/run")).resolve("stack.json");
        Files.writeString(state, "{\"launcher\" : { \"pid\" : " + ProcessHandle.current().pid() + " } }");
        run(script, Map.of(), "up");
        assertThat(builds()).isOne();
        Files.writeString(state, "{\"launcher\" : { \"pid\" : 999999999 } }");
        run(script, Map.of(), "up");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void itWorksFromAnyFolderAndThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(home.resolve("one"), Path.of("polis"));
        Files.createDirectories(home.resolve("bin"));
        Path second = Files.createSymbolicLink(home.resolve("bin/two"), first);
        assertThat(run(second, Map.of(), "status")).contains("-Dpolis.home=" + home.toRealPath());
        assertThat(exitCode).isZero();
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheRestIs() throws Exception {
        Files.createFile(home.resolve("broken"));
        assertThat(run(home.resolve("polis"), Map.of(), "up")).contains("it does not compile", ".polis/logs/build.log")
                .doesNotContain("java -");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void anOlderJavaOnThePathIsNoHindrance() throws Exception {
        Path old = Files.createDirectories(home.resolve("old/bin"));
        Files.writeString(home.resolve("old/release"), "JAVA_VERSION=\"17.0.1\"\n");
        executable(old.resolve("java"), "#!/bin/sh\necho wrong\n");
        executable(old.resolve("javac"), "#!/bin/sh\n");
        assertThat(run(home.resolve("polis"), Map.of("PATH", old + ":" + System.getenv("PATH")), "x"))
                .contains("java -").doesNotContain("wrong");
    }
}
