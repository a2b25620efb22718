package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import polis.registry.Answer;
import polis.registry.Api;

/** The kinds of writes that the registry's API knows. */
final class CrashWriters {

    private CrashWriters() {}

    /** Empty where there is no such service. */
    private static String title(Api api, String service) {
        Answer answer = api.get("/api/v1/services/" + service);
        return answer.status() == 404 ? "" : answer.is(200).text("title");
    }

    /** Titles of a service. */
    static final class Describing extends CrashWriter {

        private final String service;
        private final Newest title = new Newest();

        Describing(int port, int number) {
            super(port, "cli");
            service = "described-" + number;
        }

        @Override
        void write(Api api, int number) {
            title.asks("Title " + number);
            expect(api.with("If-Match", "*").put("/api/v1/services/" + service, "{\"title\":\"Title " + number + "\"}"),
                    200, 201);
            title.isAnswered();
        }

        @Override
        void check(Api api) {
            title.check(service, title(api, service));
        }
    }

    /** Steps of a service's lifecycle. */
    static final class Moving extends CrashWriter {

        private final String service;
        private final Newest state = new Newest();
        private final List<Long> steps = new ArrayList<>();

        Moving(int port, int number) {
            super(port, "scheduler");
            service = "moved-" + number;
        }

        @Override
        void write(Api api, int number) {
            if (number == 0) {
                // What a service is the scheduler may not say.
                expect(as("cli").with("If-Match", "*").put("/api/v1/services/" + service, "{}"), 200, 201);
            }
            String now = expect(api.get("/api/v1/services/" + service), 200).text("lifecycle");
            String next = switch (now) {
                case "PROVISION" -> "READY";
                case "RUN" -> "UPDATE";
                default -> "RUN";
            };
            state.asks(next);
            Answer moved = expect(api.post("/api/v1/services/" + service + "/transitions",
                    "{\"to\":\"" + next + "\",\"reason\":\"because\"}"), 200);
            state.isAnswered();
            steps.add(moved.json().path("seq").asLong());
        }

        @Override
        void check(Api api) {
            if (!steps.isEmpty()) {
                state.check(service, api.get("/api/v1/services/" + service).text("lifecycle"));
                var kept = new ArrayList<Long>();
                String cursor = "";
                do {
                    Answer page = api.get("/api/v1/services/" + service + "/transitions?limit=1000" + cursor).is(200);
                    page.json().path("items").forEach(step -> kept.add(step.path("seq").asLong()));
                    cursor = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
                } while (!cursor.isEmpty());
                assertThat(kept).as(service).containsAll(steps).doesNotHaveDuplicates();
            }
        }
    }

    /** New instances, as a scheduler announces them. */
    static final class Announcing extends CrashWriter {

        private final String service;
        private final List<String> announced = new ArrayList<>();

        Announcing(int port, int number) {
            super(port, "scheduler");
            service = "announced-" + number;
        }

        @Override
        void write(Api api, int number) {
            String id = service + "-" + number;
            // The one before may have been written without its answer having come through.
            expect(api.put("/api/v1/services/" + service + "/instances/" + id,
                    "{\"version\":\"1.0.0\",\"revision\":1,\"host\":\"localhost\",\"port\":20001,\"node\":\"local\"}"),
                    200, 201);
            announced.add(id);
        }

        @Override
        void check(Api api) {
            announced.forEach(
                    id -> assertThat(api.get("/api/v1/services/" + service + "/instances/" + id).is(200).text("state"))
                            .isEqualTo("PROVISION"));
            announced.clear();
        }
    }

    /** Tokens, of which every second one is revoked. */
    static final class Issuing extends CrashWriter {

        private final String subject;
        private final Map<String, Integer> expected = new LinkedHashMap<>();

        Issuing(int port, int number) {
            super(port, "cli");
            subject = "issued-" + number;
        }

        @Override
        void write(Api api, int number) {
            Answer issued = expect(api.post("/api/v1/tokens", "{\"subject\":\"" + subject + "\",\"role\":\"viewer\"}"),
                    201);
            expected.put(issued.text("token"), 200);
            if (number % 2 == 0) {
                // Revoked or not, as long as nobody said so.
                expected.remove(issued.text("token"));
                expect(api.delete("/api/v1/tokens/" + issued.text("id")), 204);
                expected.put(issued.text("token"), 401);
            }
        }

        @Override
        void check(Api api) {
            expected.forEach((token, status) -> api.bearer(token).get("/api/v1/summary").is(status));
            expected.clear();
        }
    }

    /** Catalogues of two services each, all or nothing. */
    static final class Importing extends CrashWriter {

        private final String service;
        private final Newest title = new Newest();

        Importing(int port, int number) {
            super(port, "cli");
            service = "imported-" + number;
        }

        @Override
        void write(Api api, int number) {
            title.asks("Title " + number);
            expect(api.with("Content-Type", "application/yaml").post("/api/v1/services/import", """
                    apiVersion: polis/v1
                    kind: Catalog
                    metadata: {name: crash}
                    services:
                      SERVICE-a: {title: Title NUMBER}
                      SERVICE-b: {title: Title NUMBER}
                    """.replace("SERVICE", service).replace("NUMBER", String.valueOf(number))), 200);
            title.isAnswered();
        }

        @Override
        void check(Api api) {
            String first = title(api, service + "-a");
            assertThat(title(api, service + "-b")).isEqualTo(first);
            title.check(service, first);
        }
    }

    /** What somebody says of a finding, and takes back again. */
    static final class Acknowledging extends CrashWriter {

        private final String service;
        private final Newest reason = new Newest();

        Acknowledging(int port, int number) {
            super(port, "cli");
            service = "acknowledged-" + number;
        }

        @Override
        void write(Api api, int number) {
            if (number == 0) {
                expect(api.with("If-Match", "*").put("/api/v1/services/" + service, "{\"tier\":1}"), 200, 201);
            }
            String path = "/api/v1/findings/no-owner." + service + "/acknowledgements";
            if (number % 3 == 2) {
                reason.asks("");
                expect(api.delete(path), 204);
            } else {
                reason.asks("Reason " + number);
                expect(api.post(path, "{\"reason\":\"Reason %d\",\"until\":\"%s\"}".formatted(number,
                        Instant.now().plus(1, ChronoUnit.DAYS))), 201);
            }
            reason.isAnswered();
        }

        @Override
        void check(Api api) {
            reason.check(service, api.get("/api/v1/findings/no-owner." + service).json().path("acknowledgement")
                    .path("reason").asString(""));
        }
    }
}
