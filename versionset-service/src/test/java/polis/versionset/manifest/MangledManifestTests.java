package polis.versionset.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever comes is either a manifest or a list of errors, never an exception. */
class MangledManifestTests {

    private static final String[] SNIPPETS = {"{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\t", "\"", "'", "&a ",
        "*a", "!!x ", "!", "|\n", ">-\n", "#", "%YAML 1.2\n", "%YAML 9.9\n", "%TAG ! !x\n", "---\n", "...\n", "? ", "~",
        "null", "<<: *a", "\\", "\"\\u12\"", "\"\\q\"", "\"\\x", "\"\\U0000", "\0", "\uFEFF", "\uD800", "é", "0x1F",
        "1e9", "-1", ",", "@", "`", "services:", "a: &a [*a]", "99999999999999999999"};

    @RepeatedTest(40)
    void aMangledManifestIsReadOrRefused(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        String shop = Files.readString(Path.of("../demo/shop.yaml"));
        for (int i = 0; i < 100; i++) {
            byte[] bytes = mangled(shop, random).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(10) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            switch (ManifestReader.read(bytes)) {
                case Reading.Accepted accepted -> {
                    String json = ManifestJson.write(accepted.manifest());
                    assertThat(ManifestReader.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(
                            Reading.Accepted.class,
                            again -> assertThat(again.manifest()).isEqualTo(accepted.manifest()));
                }
                case Reading.Rejected rejected -> assertThat(rejected.errors()).isNotEmpty()
                        .allSatisfy(error -> assertThat(error.message()).startsWith("Line "));
            }
        }
    }

    private static String mangled(String text, Random random) {
        StringBuilder mangled = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(mangled.length() + 1);
            int to = Math.min(mangled.length(), from + random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> mangled.delete(from, to);
                case 1 -> mangled.insert(from, mangled.substring(from, to));
                case 2 -> mangled.setLength(from);
                default -> mangled.insert(from, SNIPPETS[random.nextInt(SNIPPETS.length)]);
            }
        }
        return mangled.toString();
    }
}
