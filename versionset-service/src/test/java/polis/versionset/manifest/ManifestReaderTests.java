package polis.versionset.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.problem.FieldError;

class ManifestReaderTests {

    private static final String HEAD = """
            apiVersion: polis/v1
            kind: Architecture
            metadata: {name: shop}
            services:
            """;

    private static Reading read(String text) {
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Manifest accepted(String text) {
        Reading reading = read(text);
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).manifest();
    }

    private static List<FieldError> errors(String text) {
        Reading reading = read(text);
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return ((Reading.Rejected) reading).errors();
    }

    /** A manifest with one service, cart, that has these fields. */
    private static String cart(String fields) {
        return HEAD + "  cart:\n    version: 1.0.0\n    artifact: {jar: cart.jar}\n" + fields.indent(4);
    }

    @Test
    void everyDefaultIsFilledIn() {
        Service cart = accepted(cart("")).services().get("cart");
        assertThat(cart).isEqualTo(new Service("1.0.0", new About("cart", null, 2, null, null),
                new Workload(RuntimeKind.PROCESS, new Artifact("cart.jar"), List.of(), new TreeMap<>(),
                        new Instances(1, 1), 256L << 20,
                        new Health("/actuator/health/readiness", Duration.ofSeconds(1), Duration.ofSeconds(2),
                                Duration.ofMinutes(1)),
                        new Drain(Duration.ofSeconds(6), Duration.ofSeconds(30))),
                List.of(), List.of()));
    }

    @Test
    void everyFieldIsRead() {
        Manifest manifest = accepted(
                """
                        apiVersion: polis/v1
                        kind: Architecture
                        metadata: {name: shop, description: A sample shop}
                        services:
                          storefront:
                            title: Storefront
                            description: What customers see
                            version: 1.2.3-rc.1+build.5
                            tier: 0
                            owner: team-web
                            domain: storefront
                            artifact: {jar: demo/target/shop.jar}
                            arguments: ["--shop.role=storefront", 7]
                            environment: {KEY: value, DEBUG: true, EMPTY: ""}
                            instances: {min: 2, max: 3}
                            memory: 192MiB
                            health: {path: /health, interval: PT2S, timeout: PT0.5S, deadline: PT90S}
                            drain: {delay: PT0S, timeout: PT1M}
                            routes: [{path: "/shop/**", stripPrefix: 1, passAuthorization: false}, {path: /, passAuthorization: true}]
                            dependsOn: [storage, cart]
                          cart: {version: 1.0.0, runtime: external}
                          storage: {version: 1.0.0, runtime: external}
                        """);
        assertThat(manifest.metadata()).isEqualTo(new Metadata("shop", "A sample shop"));
        Service storefront = manifest.services().get("storefront");
        assertThat(storefront.version()).isEqualTo("1.2.3-rc.1+build.5");
        Workload workload = storefront.workload();
        assertThat(workload.arguments()).containsExactly("--shop.role=storefront", "7");
        assertThat(workload.environment()).isEqualTo(Map.of("KEY", "value", "DEBUG", "true", "EMPTY", ""));
        assertThat(workload.instances()).isEqualTo(new Instances(2, 3));
        assertThat(workload.memoryBytes()).isEqualTo(192L * 1024 * 1024);
        assertThat(workload.health().deadline()).isEqualTo(Duration.ofSeconds(90));
        assertThat(workload.drain()).isEqualTo(new Drain(Duration.ZERO, Duration.ofMinutes(1)));
        assertThat(storefront.routes()).containsExactly(new Route("/shop/**", 1, false), new Route("/", 0, true));
        assertThat(storefront.dependsOn()).containsExactly("cart", "storage");
        assertThat(manifest.services().get("cart").workload().artifact()).isNull();
    }

    @Test
    void theShopsOwnManifestsAreAccepted() throws IOException {
        assertThat(accepted(Files.readString(Path.of("../demo/shop.yaml"))).services()).hasSize(8);
        assertThat(accepted(Files.readString(Path.of("../demo/shop-external.yaml"))).services()).hasSize(8);
    }

    @Test
    void theReferencesExampleIsAccepted() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/manifest.md"));
        String example = reference.split("```yaml\n")[1].split("```")[0];
        assertThat(accepted(example).services()).hasSize(2);
    }

    @Test
    void theNormalFormCanBeAppliedAgain() throws IOException {
        for (String file : List.of("../demo/shop.yaml", "../demo/shop-external.yaml")) {
            Manifest manifest = accepted(Files.readString(Path.of(file)));
            assertThat(accepted(ManifestJson.write(manifest))).isEqualTo(manifest);
        }
    }

    @Test
    void theSameArchitectureIsTheSameTextHoweverItIsWritten() {
        String yaml = HEAD + """
                  b: {version: 1.0.0, runtime: external, dependsOn: [c, a], tier: 2}
                  a: {version: "1.0.0", runtime: external}
                  c: {version: 1.0.0, runtime: external, health: {deadline: PT60S}}
                """;
        String json = """
                {"kind": "Architecture", "apiVersion": "polis\\/v1", "metadata": {"name": "shop"}, "services": {
                \t"a": {"version": "1.0.0", "runtime": "external"}, "c": {"version": "1.0.0", "runtime": "external"},
                \t"b": {"dependsOn": ["a", "c"], "version": "1.0.0", "runtime": "external", "owner": null}}}
                """;
        assertThat(ManifestJson.write(accepted(json))).isEqualTo(ManifestJson.write(accepted(yaml)));
        assertThat(ManifestJson.digest(ManifestJson.write(accepted(yaml)))).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void theNormalFormHasIsoDurationsAndBytesAndIsReadBack() {
        Manifest manifest = accepted(cart("memory: 1GiB"));
        String json = ManifestJson.write(manifest);
        assertThat(json).contains("\"memoryBytes\":1073741824", "\"interval\":\"PT1S\"", "\"deadline\":\"PT1M\"",
                "\"runtime\":\"process\"", "\"jar\":\"cart.jar\"").doesNotContain("null");
        assertThat(ManifestJson.read(json)).isEqualTo(manifest);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithLineAndPointerAndSuggestion() {
        List<FieldError> errors = errors("""
                apiVersion: polis/v2
                kind: Architecture
                metadata: {name: shop}
                services:
                  storefrnt:
                    versoin: 1.0.0
                    artifact: {jar: shop.jar}
                    instances: {min: 4, max: 2}
                    memory: 192M
                  cart:
                    version: 1.0
                    artifact: {jar: shop.jar}
                    health:
                      interval: 1s
                """);
        assertThat(errors).containsExactlyInAnyOrder(
                new FieldError("/apiVersion", "Line 1: apiVersion is \"polis/v2\"; write polis/v1.", "polis/v1"),
                new FieldError("/services/storefrnt/versoin", "Line 6: versoin is not a known field; write version.",
                        "version"),
                new FieldError("/services/storefrnt/version",
                        "Line 5: version is required; write a SemVer 2 version, such as 1.4.2."),
                new FieldError("/services/storefrnt/instances/min",
                        "Line 8: min is 4, more than max; write at most 2, or raise max.", "2"),
                new FieldError("/services/storefrnt/memory",
                        "Line 9: memory is \"192M\"; write an amount from 32MiB to 1TiB in B, kB, MB, GB, TB, KiB, MiB, GiB or "
                                + "TiB, such as 192MiB.",
                        "192MiB"),
                new FieldError("/services/cart/version",
                        "Line 11: version is \"1.0\"; write a SemVer 2 version, such as 1.4.2.", "1.0.0"),
                new FieldError("/services/cart/health/interval",
                        "Line 14: interval is \"1s\"; write an ISO 8601 duration from PT0.1S to PT10M, such as PT1S.",
                        "PT1S"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tier: 4                                      | /services/cart/tier
            tier: [1]                                    | /services/cart/tier
            runtime: docker                              | /services/cart/runtime
            instances: 3                                 | /services/cart/instances
            instances: {min: -1}                         | /services/cart/instances/min
            memory: 99999TiB                             | /services/cart/memory
            memory: 1B                                   | /services/cart/memory
            memoryBytes: 1                               | /services/cart/memoryBytes
            memoryBytes: 1GiB                            | /services/cart/memoryBytes
            domain: Store Front                          | /services/cart/domain
            title: ""                                    | /services/cart/title
            environment: {"A B": x}                      | /services/cart/environment/A B
            environment: {SERVER_PORT: 80}               | /services/cart/environment/SERVER_PORT
            environment: {SERVER_ADDRESS: 0.0.0.0}       | /services/cart/environment/SERVER_ADDRESS
            environment: {server_address: 0.0.0.0}       | /services/cart/environment/server_address
            environment: {KEY: [1]}                      | /services/cart/environment/KEY
            environment: {KEY: }                         | /services/cart/environment/KEY
            environment: [KEY]                           | /services/cart/environment
            arguments: --one                             | /services/cart/arguments
            arguments: [{a: b}]                          | /services/cart/arguments/0
            health: {path: health}                       | /services/cart/health/path
            health: {deadline: PT0S}                     | /services/cart/health/deadline
            drain: {delay: P1Y}                          | /services/cart/drain/delay
            routes: [{path: shop}]                       | /services/cart/routes/0/path
            routes: [{path: "/a/**/b"}]                  | /services/cart/routes/0/path
            routes: [{path: ""}]                         | /services/cart/routes/0/path
            routes: [{stripPrefix: 1}]                   | /services/cart/routes/0/path
            routes: [{path: "/a/**", stripPrefix: 2}]    | /services/cart/routes/0/stripPrefix
            routes: [{path: /a, passAuthorization: yes}] | /services/cart/routes/0/passAuthorization
            routes: [{path: /a}, {path: /a}]             | /services/cart/routes/1/path
            dependsOn: [cart]                            | /services/cart/dependsOn/0
            dependsOn: [a, a]                            | /services/cart/dependsOn/1
            dependsOn: [A_B]                             | /services/cart/dependsOn/0
            <<: {tier: 1}                                | /services/cart/<<
            """)
    void badFieldsOfAServiceArePointedAt(String field, String pointer) {
        assertThat(errors(cart(field))).singleElement().extracting(error -> error.pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \"\\x", "a: \"\\x1", "a: \"\\u12", "a: \"\\U0000004", "a: \"\\", "%", "a: !<%",
        "a: !<%z"})
    void whatIsCutShortInAnEscapeIsAnErrorAndNoMore(String text) {
        assertThat(errors(text)).singleElement().satisfies(error -> assertThat(error.message()).startsWith("Line 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/shop.jar", "../shop.jar", "a/../../shop.jar", "shop.exe", "a\\\\b.jar"})
    void artifactsStayInsideTheirFolder(String jar) {
        assertThat(errors(HEAD + "  cart: {version: 1.0.0, artifact: {jar: \"" + jar + "\"}}")).singleElement()
                .extracting(error -> error.pointer()).isEqualTo("/services/cart/artifact/jar");
    }

    @Test
    void aServiceThatPolisStartsNeedsAnArtifactAndOneThatItDoesNotMayHaveNone() {
        assertThat(errors(HEAD + "  cart: {version: 1.0.0, artifact: cart.jar}")).singleElement()
                .extracting(error -> error.pointer()).isEqualTo("/services/cart/artifact");
        assertThat(errors(HEAD + "  cart: {version: 1.0.0}")).singleElement().extracting(error -> error.pointer())
                .isEqualTo("/services/cart/artifact");
        assertThat(errors(HEAD + "  cart: {version: 1.0.0, runtime: external, artifact: {jar: a.jar}}")).singleElement()
                .extracting(error -> error.pointer()).isEqualTo("/services/cart/artifact");
    }

    @Test
    void memoryIsSaidOnce() {
        assertThat(errors(cart("memory: 1GiB\nmemoryBytes: 1073741824"))).singleElement()
                .extracting(error -> error.pointer()).isEqualTo("/services/cart/memoryBytes");
    }

    @Test
    void twoServicesCannotHaveTheSameRoute() {
        assertThat(errors(HEAD + """
                  a: {version: 1.0.0, runtime: external, routes: [{path: /x/**}]}
                  b: {version: 1.0.0, runtime: external, routes: [{path: /y/**}, {path: /x/**}]}
                """)).singleElement().isEqualTo(new FieldError("/services/b/routes/1/path",
                "Line 6: path is /x/**, which is already routed to a; leave it to one of them."));
    }

    @Test
    void aDependencyThatNobodyKnowsIsAWarning() {
        Reading reading = read(cart("dependsOn: [inventroy]") + "  inventory: {version: 1.0.0, runtime: external}\n");
        assertThat(((Reading.Accepted) reading).warnings())
                .containsExactly(new Warning("unknown-dependency", "/services/cart/dependsOn/0",
                        "Line 8: \"inventroy\" is no service of this manifest; did you mean inventory?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | The document is empty
            # only a comment                      | The document is empty
            just text                             | A manifest is a mapping
            - a list                              | A manifest is a mapping
            {a: b                                 | This is not YAML
            'a: b: c'                             | This is not YAML
            a: *unknown                           | refers to nothing
            a: &a [*a]                            | refers to nothing
            {[a]: b}                              | A key must be a plain word
            """)
    void whatCannotBeReadIsRefusedInOneSentence(String text, String sentence) {
        assertThat(errors(text)).singleElement()
                .satisfies(error -> assertThat(error.message()).startsWith("Line ").contains(sentence));
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(errors(cart("") + "---\n" + cart(""))).singleElement().satisfies(error -> assertThat(error.message())
                .isEqualTo("Line 8: A second document begins here. Send one document."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!java.net.URL [\"http://localhost\"]", "!!str x", "!secret x", "! x"})
    void tagsAreRefused(String tagged) {
        assertThat(errors(cart("owner: " + tagged)))
                .anySatisfy(error -> assertThat(error.message()).contains("is not allowed"));
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThat(errors(cart("tier: 1\ntier: 2"))).singleElement()
                .isEqualTo(new FieldError("/services/cart/tier", "Line 9: \"tier\" is given twice."));
    }

    @Test
    void aliasesAreWrittenOut() {
        assertThat(accepted(HEAD + """
                  a: {version: 1.0.0, runtime: external, health: &slow {deadline: PT5M}}
                  b: {version: 1.0.0, runtime: external, health: *slow}
                """).services().get("b").workload().health().deadline()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aBombOfAliasesIsRefusedBeforeItGoesOff() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(10)));
        }
        assertThat(errors(bomb.toString())).singleElement()
                .satisfies(error -> assertThat(error.message()).contains("more than 50000 values"));
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(errors("a: " + "[".repeat(100_000) + "]".repeat(100_000))).singleElement()
                .satisfies(error -> assertThat(error.message()).contains("Nested more than 30 deep"));
    }

    @Test
    void hugeValuesAreRefusedInFewWords() {
        String huge = "1.".repeat(200_000);
        for (String field : List.of("version: 1.0.0-" + huge, huge + ": x", "routes: [{path: \"/" + huge + "\"}]",
                "dependsOn: [" + huge + "]", "memory: " + huge, "tier: !" + huge + " 1", "title: *" + huge,
                "health: {interval: " + huge + "}", "health: " + huge)) {
            String manifest = field.startsWith("version") ? cart("").replace("version: 1.0.0", field) : cart(field);
            assertThat(errors(manifest)).isNotEmpty()
                    .allSatisfy(error -> assertThat(error.message()).hasSizeLessThan(300));
        }
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(((Reading.Rejected) ManifestReader.read(new byte[] {(byte) 0xff, (byte) 0xfe})).errors())
                .singleElement().satisfies(error -> assertThat(error.message()).contains("not UTF-8"));
        assertThat(errors("a: \0")).isNotEmpty();
    }

    @Test
    void noMoreErrorsAreSaidThanAnyoneReads() {
        assertThat(errors(cart("") + manyUnknown())).hasSizeLessThanOrEqualTo(100);
    }

    private static String manyUnknown() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("unknown").append(i).append(": 1\n");
        }
        return text.toString();
    }

}
