package polis.dependencymap.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polis.dependencymap.link.TestLinker.client;
import static polis.dependencymap.link.TestLinker.consumer;
import static polis.dependencymap.link.TestLinker.local;
import static polis.dependencymap.link.TestLinker.producer;
import static polis.dependencymap.link.TestLinker.server;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkerTests {

    private final TestLinker linker = new TestLinker();

    @Test
    void callSeenFromBothSidesCountsAtOnce() {
        linker.spans(client("web", 2, 1).span()).spans(server("cart", 3, 2).span());
        assertThat(linker.edges()).containsExactly("web>cart 1");
        assertThat(linker.served).extracting(Served::service).containsExactly("cart");
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void serverThatComesBeforeItsClientIsTheSameCall() {
        linker.spans(server("cart", 3, 2).span()).spans(client("web", 2, 1).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void sidesMayShareTheirId() {
        linker.spans(server("cart", 2, 1).shared().span(), client("web", 2, 1).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void rootsMayShareTheirIdAndEvenForgetToSaySo() {
        linker.spans(server("cart", 2, 0).span()).spans(client("web", 2, 0).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
        assertThat(linker.served).hasSize(1);
    }

    @Test
    void aRetryOnAnotherInstanceIsNoDuplicate() {
        linker.spans(client("web", 2, 1).span(), server("cart", 2, 1).shared().on(1).span(),
                server("cart", 2, 1).shared().on(2).span(), server("cart", 2, 1).shared().on(2).span());
        assertThat(linker.passes(100).served).extracting(Served::service).containsExactly("cart", "cart");
    }

    @Test
    void bravesCallChainAcrossThreeServices() {
        linker.spans(server("web", 1, 0).span(), client("web", 2, 1).span(), server("cart", 3, 2).span(),
                client("cart", 4, 3).span(), server("catalog", 5, 4).span());
        assertThat(linker.edges()).containsExactly("cart>catalog 1", "web>cart 1");
        assertThat(linker.served).extracting(Served::service).containsExactlyInAnyOrder("web", "cart", "catalog");
    }

    @Test
    void latencyIsTheCallersWhereItIsKnown() {
        linker.spans(client("web", 2, 1).took(5000).span(), server("cart", 3, 2).took(3000).span());
        assertThat(linker.calls).extracting(Call::duration).containsExactly(5000L);
        assertThat(linker.served).extracting(Served::duration).containsExactly(3000L);
    }

    @Test
    void errorOnEitherSideIsAnErrorOfTheCallAndOnlyTheServersIsItsOwn() {
        linker.spans(client("web", 2, 1).error().span(), server("cart", 3, 2).span());
        linker.spans(client("web", 12, 1).span(), server("cart", 13, 12).error().span());
        assertThat(linker.edges()).containsExactly("web>cart 2!2");
        assertThat(linker.served).extracting(Served::error).containsExactly(false, true);
    }

    @Test
    void clientRetriesOnAnotherInstanceAreCallsOfTheirOwn() {
        linker.spans(client("web", 2, 1).span(), server("cart", 3, 2).on(1).error().span(),
                server("cart", 4, 2).on(2).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 2!1");
    }

    @Test
    void clientThatKnowsOnlyAnAddressLeadsNowhereUntilItsServerComes() {
        linker.spans(client("web", 2, 1).span()).passes(10);
        assertThat(linker.edges()).isEmpty();
        linker.spans(server("cart", 3, 2).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void clientThatNobodyAnswersLeadsToWhatItNames() {
        linker.spans(client("web", 2, 1).to("stripe", NodeType.EXTERNAL).error().span());
        assertThat(linker.passes(10).edges()).isEmpty();
        assertThat(linker.passes(10).edges()).containsExactly("web>stripe(EXTERNAL) 1!1");
    }

    @Test
    void serverKnowsItsOwnNameBetterThanItsClientDoes() {
        linker.spans(client("web", 2, 1).to("cart-vip", NodeType.EXTERNAL).span()).passes(5)
                .spans(server("cart", 3, 2).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
    }

    @Test
    void guessThatALateServerConfirmsIsNotCountedAgain() {
        linker.spans(client("web", 2, 1).to("cart", NodeType.HOST).span()).passes(20)
                .spans(server("cart", 3, 2).span());
        assertThat(linker.passes(100).edges()).containsExactly("web>cart(HOST) 1");
        assertThat(linker.served).hasSize(1);
    }

    @Test
    void serverThatIsLateButRememberedFindsItsClient() {
        linker.spans(client("web", 2, 1).span()).passes(30).spans(server("cart", 3, 2).span());
        assertThat(linker.edges()).containsExactly("web>cart 1");
    }

    @Test
    void databaseIsTypedAndWaitsForNobody() {
        linker.spans(client("cart", 2, 1).to("carts", NodeType.DATABASE).span());
        assertThat(linker.edges()).containsExactly("cart>carts(DATABASE) 1");
        assertThat(linker.passes(100).edges()).hasSize(1);
    }

    @Test
    void missingClientSideIsBridgedByWhoeverIsAboveInTheTrace() {
        linker.spans(server("web", 1, 0).span(), local("web", 2, 1).span(), server("cart", 3, 2).span());
        assertThat(linker.passes(20).edges()).containsExactly("web>cart 1");
    }

    @Test
    void missingClientSideBelowALocalRootIsFoundToo() {
        linker.spans(local("batch", 1, 0).span(), server("cart", 3, 1).span());
        assertThat(linker.passes(20).edges()).containsExactly("batch>cart 1");
    }

    @Test
    void clientThatReportsNothingButIsNamedByItsServer() {
        linker.spans(server("cart", 1, 0).to("mobile-app", NodeType.EXTERNAL).span());
        assertThat(linker.edges()).containsExactly("mobile-app(EXTERNAL)>cart 1");
    }

    @Test
    void orphanedServerIsServedButMakesNoEdge() {
        linker.spans(server("cart", 3, 2).span());
        assertThat(linker.passes(20).edges()).isEmpty();
        assertThat(linker.served).hasSize(1);
    }

    @Test
    void localSpansBetweenClientAndServerAreSeenThrough() {
        linker.spans(client("web", 2, 1).span(), local("web", 3, 2).span(), server("cart", 4, 3).span());
        assertThat(linker.passes(20).edges()).containsExactly("web>cart 1");
    }

    @Test
    void localSpansWithinAServiceMakeNoEdges() {
        linker.spans(server("web", 1, 0).span(), local("web", 2, 1).span(), local("web", 3, 2).span(),
                client("web", 4, 3).span(), server("cart", 5, 4).span(), local("cart", 6, 5).span());
        assertThat(linker.passes(20).edges()).containsExactly("web>cart 1");
    }

    @Test
    void clientWithinAClientIsOneCall() {
        linker.spans(client("web", 2, 1).to("cart", NodeType.EXTERNAL).span(), client("web", 3, 2).span(),
                server("cart", 4, 3).span());
        assertThat(linker.passes(20).edges()).containsExactly("web>cart 1");
    }

    @Test
    void serviceWhoseServerSideIsMissingIsSeenByWhatItCalls() {
        linker.spans(client("web", 2, 1).span(), client("cart", 3, 2).span(), server("catalog", 4, 3).span());
        assertThat(linker.passes(20).edges()).containsExactly("cart>catalog 1", "web>cart 1");
    }

    @Test
    void messageGoesThroughItsTopic() {
        linker.spans(producer("order", 2, 1).to("order.placed", NodeType.TOPIC).span(), server("order", 1, 0).span());
        linker.spans(consumer("shipping", 3, 2).to("order.placed", NodeType.TOPIC).span());
        assertThat(linker.edges()).containsExactly("order.placed(TOPIC)~shipping 1", "order~order.placed(TOPIC) 1");
        assertThat(linker.passes(100).edges()).hasSize(2);
    }

    @Test
    void topicsOfOneBrokerAreDifferentNodes() {
        linker.spans(producer("order", 2, 0).to("placed", NodeType.TOPIC).span(),
                consumer("billing", 3, 2).to("placed", NodeType.TOPIC).span(),
                producer("billing", 4, 3).to("billed", NodeType.TOPIC).span(),
                consumer("search", 5, 4).to("billed", NodeType.TOPIC).span());
        assertThat(linker.passes(20).edges()).containsExactly("billed(TOPIC)~search 1", "billing~billed(TOPIC) 1",
                "order~placed(TOPIC) 1", "placed(TOPIC)~billing 1");
    }

    @Test
    void sideThatNamesNoTopicLearnsItFromTheOther() {
        linker.spans(producer("order", 2, 0).to("kafka", NodeType.BROKER).span(),
                consumer("billing", 3, 2).to("placed", NodeType.TOPIC).span());
        assertThat(linker.passes(20).edges()).containsExactly("order~placed(TOPIC) 1", "placed(TOPIC)~billing 1");
    }

    @Test
    void messageWithoutAnyNodeGoesFromServiceToService() {
        linker.spans(producer("order", 2, 0).span(), consumer("billing", 3, 2).span());
        assertThat(linker.passes(20).edges()).containsExactly("order~billing 1");
    }

    @Test
    void brokerIsANodeWhereNobodyNamesATopic() {
        linker.spans(producer("order", 2, 0).to("kafka", NodeType.BROKER).span(),
                consumer("billing", 3, 2).to("kafka", NodeType.BROKER).span());
        assertThat(linker.passes(20).edges()).containsExactly("kafka(BROKER)~billing 1", "order~kafka(BROKER) 1");
    }

    @Test
    void exchangeLeadsToTheQueueThatIsBoundToIt() {
        linker.spans(producer("order", 2, 0).to("orders", NodeType.TOPIC).span(),
                consumer("billing", 3, 2).to("orders.billing", NodeType.TOPIC).span());
        assertThat(linker.passes(20).edges()).containsExactlyInAnyOrder("order~orders(TOPIC) 1",
                "orders(TOPIC)~orders.billing(TOPIC) 1", "orders.billing(TOPIC)~billing 1");
    }

    @Test
    void pollAndProcessOfOneMessageAreOneDelivery() {
        linker.spans(producer("order", 2, 0).to("placed", NodeType.TOPIC).span());
        linker.spans(consumer("billing", 4, 3).to("placed", NodeType.TOPIC).span());
        linker.spans(consumer("billing", 3, 2).to("placed", NodeType.TOPIC).span());
        assertThat(linker.passes(20).edges()).containsExactly("order~placed(TOPIC) 1", "placed(TOPIC)~billing 1");
    }

    @Test
    void duplicatesCountOnce() {
        Span client = client("web", 2, 1).span();
        Span server = server("cart", 3, 2).span();
        linker.spans(client, client, server, server).spans(client, server).passes(20).spans(server, client);
        assertThat(linker.passes(100).edges()).containsExactly("web>cart 1");
        assertThat(linker.served).hasSize(1);
    }

    @Test
    void spanReportedInPartsIsOneSpanAndCountsWhenItIsWhole() {
        linker.spans(client("web", 2, 1).unfinished().span(), server("cart", 3, 2).span());
        assertThat(linker.edges()).isEmpty();
        linker.spans(client("web", 2, 1).error().took(70).span());
        assertThat(linker.edges()).containsExactly("web>cart 1!1");
        assertThat(linker.calls.getFirst().duration()).isEqualTo(70);
    }

    @Test
    void spanThatNeverEndsCountsWhenItsTraceIsDecided() {
        linker.spans(client("web", 2, 1).unfinished().span(), server("cart", 3, 2).took(50).span());
        assertThat(linker.passes(20).edges()).containsExactly("web>cart 1");
        assertThat(linker.calls.getFirst().duration()).isEqualTo(50);
    }

    @Test
    void tracesDoNotMixAndSpanIdsMayRepeatBetweenThem() {
        linker.spans(client("web", 2, 1).trace(7).span(), server("cart", 3, 2).trace(8).span());
        assertThat(linker.passes(20).edges()).isEmpty();
    }

    @Test
    void traceThatNeverFallsQuietIsDecidedAtItsLongest() {
        linker.spans(client("web", 2, 1).to("stripe", NodeType.EXTERNAL).span());
        for (int i = 0; i < 7; i++) {
            linker.passes(9).spans(local("web", 100 + i, 1).span());
        }
        assertThat(linker.edges()).containsExactly("web>stripe(EXTERNAL) 1");
    }

    @Test
    void ringsInBrokenTracesDoNotHold() {
        linker.spans(local("a", 1, 2).span(), local("a", 2, 1).span(), server("b", 3, 3).span(),
                server("c", 4, 1).span(), client("d", 5, 5).span(), consumer("e", 6, 6).to("t", NodeType.TOPIC).span());
        assertThat(linker.passes(20).edges()).contains("a>c 1");
    }

    @Test
    void forgetsWhatIsDoneWith() {
        linker.spans(client("web", 2, 1).span(), server("cart", 3, 2).span());
        assertThat(linker.held()).isEqualTo(2);
        assertThat(linker.passes(30).held()).isEqualTo(2);
        assertThat(linker.passes(61).held()).isZero();
    }

    @Test
    void waitsLessTheFullerItIs() {
        var tight = new TestLinker(new Window(Duration.ofSeconds(15), Duration.ofSeconds(60), 100, 100));
        for (int i = 0; i < 100; i++) {
            tight.spans(client("web", i + 1, 0).trace(i).span());
        }
        assertThat(tight.passes(2).held()).isZero();
    }

    @Test
    void decidesNoMoreAtOnceThanIsTakenAtOnce() {
        var narrow = new TestLinker(new Window(Duration.ofSeconds(15), Duration.ofSeconds(60), 1000, 10));
        for (int i = 0; i < 25; i++) {
            narrow.spans(client("web", i + 1, 0).trace(i).to("psp", NodeType.SERVICE).span());
        }
        assertThat(narrow.passes(20).edges()).containsExactly("web>psp 10");
        assertThat(narrow.isBehind()).isTrue();
        assertThat(narrow.passes(0).edges()).containsExactly("web>psp 20");
        assertThat(narrow.passes(0).edges()).containsExactly("web>psp 25");
        assertThat(narrow.isBehind()).isFalse();
    }

    @Test
    void hugeTraceIsLinkedInParts() {
        for (int i = 1; i <= Linker.LARGEST_TRACE; i++) {
            linker.spans(client("web", 2L * i, 1).span(), server("cart", 2L * i + 1, 2L * i).span());
        }
        assertThat(linker.passes(100).edges()).containsExactly("web>cart " + Linker.LARGEST_TRACE);
        assertThat(linker.held()).isZero();
    }

    @Test
    void partsOfAHugeTraceAreLetGoOfBeforeTheirTimeIsUp() {
        var linker = new Linker(Window.DEFAULT);
        var now = Instant.parse("2026-11-20T12:00:00Z");
        var first = new WeakReference<>(client("web", 2, 1).span());
        linker.add(Objects.requireNonNull(first.get()), new Batch(UUID.randomUUID(), now), 0, now);
        // It is decided and remembered, opened again, and then grows too large.
        linker.drain(now.plusSeconds(20));
        for (int i = 2; i <= Linker.LARGEST_TRACE; i++) {
            linker.add(client("web", 2L * i, 1).span(), new Batch(UUID.randomUUID(), now), 0, now.plusSeconds(21));
        }
        await().untilAsserted(() -> {
            System.gc();
            assertThat(first.get()).isNull();
        });
        assertThat(linker.held()).isZero();
    }

    @Test
    void replayOfAHalfCountedBatchCountsTheOtherHalf() {
        var at = Instant.parse("2026-11-20T11:59:00Z");
        Span[] spans = {client("web", 2, 1).span(), server("cart", 3, 2).span(),
            client("cart", 4, 3).to("stripe", NodeType.EXTERNAL).span()};
        var first = new Batch(UUID.randomUUID(), at);
        linker.replay(first, spans);
        assertThat(linker.edges()).containsExactly("web>cart 1");

        var afterCrash = new TestLinker();
        afterCrash.replay(new Batch(first.id(), at, first.progress()), spans).passes(20);
        assertThat(afterCrash.edges()).containsExactly("cart>stripe(EXTERNAL) 1");
        assertThat(afterCrash.served).isEmpty();
    }

    @Test
    void replayOfADecidedBatchCountsNothing() {
        var at = Instant.parse("2026-11-20T11:59:00Z");
        Span[] spans = {client("web", 2, 1).span(), client("cart", 3, 2).span(), server("catalog", 4, 3).span()};
        var first = new Batch(UUID.randomUUID(), at);
        linker.replay(first, spans).passes(20);
        assertThat(linker.edges()).hasSize(2);
        assertThat(first.isFinished()).isTrue();

        var afterCrash = new TestLinker();
        afterCrash.replay(new Batch(first.id(), at, first.progress()), spans).passes(20);
        assertThat(afterCrash.edges()).isEmpty();
    }

    @Test
    void spanThatNobodyThoughtOfIsLeftOutAndStopsNothing() {
        var linker = new Linker(Window.DEFAULT);
        var batch = new Batch(UUID.randomUUID(), Instant.EPOCH);
        linker.add(new Span(7, 1, 0, null, false, false, 1, 1, 0, "web", null), batch, 0, Instant.EPOCH);
        linker.add(client("web", 2, 0).trace(8).span(), batch, 1, Instant.EPOCH);
        linker.add(server("cart", 3, 2).trace(8).span(), batch, 2, Instant.EPOCH);
        assertThat(linker.drain(Instant.EPOCH).calls()).hasSize(1);
        assertThat(linker.takeFailures()).hasValueSatisfying(failure -> assertThat(failure.times()).isEqualTo(1));
        assertThat(linker.takeFailures()).isEmpty();
        linker.drain(Instant.EPOCH.plusSeconds(200));
        assertThat(batch.isFinished()).isTrue();
        assertThat(linker.held()).isZero();
    }

    @Test
    void callStandsForAsManyAsTheHeavierOfItsSidesSays() {
        var linker = new Linker(Window.DEFAULT);
        var batch = new Batch(UUID.randomUUID(), Instant.EPOCH);
        linker.add(weighing(client("web", 2, 0).span(), 1), batch, 0, Instant.EPOCH);
        linker.add(weighing(server("cart", 3, 2).span(), 10), batch, 1, Instant.EPOCH);
        Links links = linker.drain(Instant.EPOCH);
        assertThat(links.calls()).extracting(Call::weight).containsExactly(10);
        assertThat(links.served()).extracting(Served::weight).containsExactly(10);
    }

    private static Span weighing(Span span, int weight) {
        return new Span(span.traceId(), span.id(), span.parentId(), span.kind(), span.shared(), span.error(),
                span.timestamp(), span.duration(), span.instance(), span.service(), span.remote(), weight);
    }
}
