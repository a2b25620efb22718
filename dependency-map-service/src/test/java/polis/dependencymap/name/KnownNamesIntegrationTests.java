package polis.dependencymap.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;

/** A small map that somebody floods with names. */
@PostgresTest("dependency_map")
@TestPropertySource(properties = {"polis.map.names.most=40", "polis.map.names.most-edges=25",
    "polis.map.names.passing=8s"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KnownNamesIntegrationTests extends MapScenario {

    private static final int STRANGERS = 30;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KnownNames names;

    @Test
    @Order(1)
    void strangersFillTheirShareAreRefusedAndForgottenAndPushNobodyOut() {
        registry.services(described("shop"), described("late"), described("later"));
        await().until(() -> read("/api/v1/map").get("nodes").size() >= 3);
        assertThat(post(call("web", "shop")).statusCode()).isEqualTo(202);
        awaitEdges("web>shop 1");

        int taken = 2;
        HttpResponse<String> refusal = null;
        for (int i = 0; i < 2 * STRANGERS; i++) {
            HttpResponse<String> answer = post(root("made-up-" + i));
            if (answer.statusCode() == 202) {
                taken++;
            } else {
                refusal = answer;
            }
        }
        // Whatever was taken is on the map, and whatever is not was refused.
        assertThat(taken).isEqualTo(STRANGERS);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
        assertThat(parse(refusal.body()).get("detail").asString()).contains("polis.map.names.most", "40 names");
        await().untilAsserted(() -> assertThat(mentions()).contains("made-up-0", "made-up-27", "web", "shop"));
        assertThat(notices(read("/api/v1/map"))).anyMatch(notice -> notice.contains("refused"));
        assertThat(read("/api/v1/cycles").get("notices").size()).isPositive();
        // Of a request nothing is counted when a name in it has no room.
        assertThat(post(call("web", "one-more")).statusCode()).isEqualTo(429);

        // Who is described comes in, with what it calls.
        assertThat(post(call("shop", "late")).statusCode()).isEqualTo(202);
        assertThat(post(new ReportedSpans().outside("shop", "psp", null).json()).statusCode()).isEqualTo(202);
        awaitEdges("shop>late 1", "shop>psp 1");

        // Those who came once give way, those who are described or come again and again stay.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            post(call("web", "shop"));
            return post(root("new-one")).statusCode() == 202;
        });
        await().untilAsserted(() -> assertThat(mentions()).contains("new-one", "web", "shop", "late", "later"));
        assertThat(jdbc.sql("select count(*) from node where name like 'made-up-%'").query(Integer.class).single())
                .isLessThan(STRANGERS - 2);
        assertThat(names.mentions().keySet().stream().map(node -> node.name())).contains("web", "shop");
    }

    @Test
    @Order(2)
    void ofMoreEdgesThanTheHeapCarriesTheBusiestAreShownAndTheNoticeSaysSo() {
        registry.services(described("shop"));
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 6; k++) {
                if (i != k) {
                    await().until(posting(call("r" + i, "r" + k)));
                }
            }
        }
        await().until(posting(call("r0", "r1")));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode map = read("/api/v1/map");
            assertThat(map.get("edges").size()).isEqualTo(25);
            assertThat(notices(map)).anyMatch(notice -> notice.contains("edges with the least traffic are left out"));
            assertThat(edges()).contains("r0>r1 2");
        });
        assertThat(get("/api/v1/map?format=svg").body()).contains("left out");
        assertThat(get("/api/v1/map?format=dot").body()).contains("left out");
        assertThat(get("/api/v1/map?format=mermaid").body()).contains("%% ");
        assertThat(get("/api/v1/map?format=graphml").body()).contains("<desc>");
        assertThat(parse(get("/api/v1/map?format=jgf").body()).at("/graph/metadata/notices").size()).isPositive();
    }

    /** Until there is room for it: the tests share a map. */
    private Callable<Boolean> posting(String spans) {
        return () -> post(spans).statusCode() == 202;
    }

    private List<String> mentions() {
        return read("/api/v1/map").get("nodes").valueStream().map(node -> node.get("name").asString()).toList();
    }

    private static List<String> notices(JsonNode answer) {
        List<String> notices = new ArrayList<>();
        answer.get("notices").forEach(notice -> notices.add(notice.asString()));
        return notices;
    }

    private static String call(String from, String to) {
        var spans = new ReportedSpans();
        spans.call(from, to, null);
        return spans.json();
    }

    private static String root(String service) {
        return """
                [{"traceId":"%s","id":"%s","kind":"SERVER","name":"get","timestamp":%d,"duration":1000,
                  "localEndpoint":{"serviceName":"%s"}}]""".formatted(ReportedSpans.hex(), ReportedSpans.hex(),
                System.currentTimeMillis() * 1000, service);
    }

    private static String described(String name) {
        return """
                {"name":"%s","domain":"sales","tier":1,"owner":"team-%s","lifecycle":"RUN","dependsOn":[],"versions":[],
                 "instances":{"RUN":1},"undescribed":false}""".formatted(name, name);
    }
}
