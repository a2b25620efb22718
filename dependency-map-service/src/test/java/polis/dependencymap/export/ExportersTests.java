package polis.dependencymap.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportersTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final JsonMapper json = JsonMapper.shared();

    static List<String> hostileNames() {
        return List.of("cart", "a\"b", "a\\", "a\\\"; evil -> node; //", "</text><script>alert(1)</script>", "a&b;&lt;",
                "\"]; click n0 call alert(1); x[\"", "#quot;", "end", "a\nb\tc\rd", "\u0000\u0001\u0007", "]]>",
                "<!-- x -->", "{{x}}", "`md` **bold** [link](javascript:alert(1))", "订单服务", "🏙️", "\\N \\G \\l",
                "%d %s", "'onload='x", "\u2028", "\uFFFE", "n1", "x".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void svgIsWellFormedAndHasNoMoreElementsThanForAnyName(String name) {
        Document picture = xml(new Svg().write(drawing(name)));
        Document usual = xml(new Svg().write(drawing("cart")));
        assertThat(picture.getElementsByTagName("*").getLength())
                .isEqualTo(usual.getElementsByTagName("*").getLength());
        assertThat(attributes(picture)).isEqualTo(attributes(usual));
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void graphmlKeepsTheNameAndPointsToEveryNode(String name) {
        Document graph = xml(new GraphMl().write(drawing(name)));
        assertThat(data(graph, "n-name")).contains(xmlRead(name), "plain");
        List<String> ids = elements(graph, "node").stream().map(node -> node.getAttribute("id")).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(elements(graph, "edge")).hasSize(2)
                .allSatisfy(edge -> assertThat(ids).contains(edge.getAttribute("source"), edge.getAttribute("target")));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void jsonFormatsAreReadBackAsTheyWere(String name) {
        JsonNode graph = json.readTree(new JsonGraph().write(drawing(name))).get("graph");
        assertThat(graph.get("nodes").propertyNames()).contains(name, "plain");
        assertThat(graph.at("/edges/0/source").asString()).isEqualTo(name);
        assertThat(graph.at("/edges/0/metadata/kind").asString()).isEqualTo("sync");
        JsonNode links = json.readTree(new ZipkinLinks().write(drawing(name)));
        assertThat(links).hasSize(1);
        assertThat(links.get(0)).isEqualTo(json.createObjectNode().put("parent", name).put("child", "plain")
                .put("callCount", 7).put("errorCount", 1));
    }

    /** Whatever is not within quotes is what it is for any other name. */
    @ParameterizedTest
    @MethodSource("hostileNames")
    void dotQuotesEveryName(String name) {
        assertThat(outsideOfQuotes(new Dot().write(drawing(name)), '\\'))
                .isEqualTo(outsideOfQuotes(new Dot().write(drawing("cart")), '\\'));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void mermaidLeavesNothingOfANameToBeRead(String name) {
        String chart = new Mermaid().write(drawing(name));
        assertThat(outsideOfQuotes(chart, '\0')).isEqualTo(outsideOfQuotes(new Mermaid().write(drawing("cart")), '\0'));
        Matcher label = Pattern.compile("n0\\[\"(.*)\"]").matcher(chart);
        assertThat(label.find()).isTrue();
        assertThat(label.group(1)).doesNotContain("<", ">", "`", "*", "(", "[", "\"");
        String read = Pattern.compile("#(\\d+);").matcher(label.group(1))
                .replaceAll(code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1)))));
        assertThat(read).isEqualTo(name.codePoints().map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    private static String outsideOfQuotes(String text, char escape) {
        var outside = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == escape) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                outside.append(c);
            }
        }
        assertThat(quoted).isFalse();
        return outside.toString();
    }

    private static String xmlRead(String name) {
        return name.codePoints()
                .map(point -> point < 0x20 && "\n\r\t".indexOf(point) < 0 || point == 0xFFFE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static List<String> attributes(Document document) {
        List<String> names = new ArrayList<>();
        elements(document, "*").forEach(element -> IntStream.range(0, element.getAttributes().getLength())
                .forEach(i -> names.add(element.getTagName() + "@" + element.getAttributes().item(i).getNodeName())));
        return names;
    }

    private static List<String> data(Document document, String key) {
        return elements(document, "data").stream().filter(data -> data.getAttribute("key").equals(key))
                .map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static Document xml(String text) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new AssertionError(text, e);
        }
    }

    private static Drawing drawing(String name) {
        return new Drawing(NOON.minusSeconds(3600), NOON,
                List.of(node(name, "service", name), node("plain", "service", name), node("stop", "topic", name)),
                List.of(new Drawing.Edge(name, "plain", false, 7, 1, 0.5, 0.14, 1.0, 2.0, 3.0, true, true, "cycle-1"),
                        new Drawing.Edge("plain", "stop", true, 0, 0, 0, 0, null, null, null, true, false, null)),
                List.of(new Drawing.Band(name, 0, 100)), 600, 100, List.of("Something is left out."));
    }

    private static Drawing.Node node(String name, String type, String other) {
        return new Drawing.Node(name, type, other, 0, other, other, other, 1.5, 0.02, 12.0, 1, 180, 50, "cycle-1",
                false);
    }
}
