package polis.dependencymap.link;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts at once what is certain: calls of which both sides are known, messages to a named topic, entries from outside. */
final class Pairing {

    private Pairing() {}

    static void arrived(Trace trace, Entry entry, Counts counts) {
        switch (entry.span().kind()) {
            case CLIENT -> client(trace, entry, counts);
            case SERVER -> server(trace, entry, counts);
            case PRODUCER, CONSUMER -> message(trace, entry, counts);
            case LOCAL -> {
            }
        }
        for (Entry child = trace.withParent(entry.span().id()); child != null; child = child.sibling) {
            if (child.isMessage()) {
                message(trace, child, counts);
            }
        }
    }

    private static void client(Trace trace, Entry client, Counts counts) {
        if (!client.span().isFinished()) {
            return;
        }
        Remote remote = client.span().remote();
        if (remote != null && remote.type().silent()) {
            if (!client.isSettled()) {
                toRemote(client, counts);
            }
            return;
        }
        for (Entry server = trace.withId(client.span().id()); server != null; server = server.twin) {
            pairIfFinished(client, server, counts);
        }
        for (Entry server = trace.withParent(client.span().id()); server != null; server = server.sibling) {
            if (trace.clientOf(server) == client) {
                pairIfFinished(client, server, counts);
            }
        }
    }

    private static void server(Trace trace, Entry server, Counts counts) {
        Entry client = trace.clientOf(server);
        if (client != null) {
            if (client.span().isFinished()) {
                pairIfFinished(client, server, counts);
            }
        } else if (!server.isSettled() && server.span().isFinished() && isEntrance(server)) {
            Span span = server.span();
            Remote caller = span.remote();
            if (caller != null) {
                counts.call(caller.name(), caller.type(), span.service(), NodeType.SERVICE, false, span.error(),
                        span.timestamp(), span.duration(), span.weight());
            }
            counts.served(span);
            counts.settled(server);
        }
    }

    /** A trace begins with it, though a client that is late may still share its id. */
    private static boolean isEntrance(Entry server) {
        return server.span().isRoot() && !server.span().shared();
    }

    private static void pairIfFinished(Entry client, Entry server, Counts counts) {
        if (server.is(Kind.SERVER) && server.span().isFinished()) {
            pair(client, server, counts);
        }
    }

    /** Counts a call seen from both sides: once for every server's span, since a client may have tried several. */
    static void pair(Entry client, Entry server, Counts counts) {
        Span asked = client.span();
        Span did = server.span();
        boolean entered = server.isSettled() && isEntrance(server) && did.remote() == null;
        if (client.isSettled() && server.isSettled()) {
            return;
        }
        boolean open = !server.isSettled() || entered || server.uncalled;
        if (open && !client.takesGuess(did.service())) {
            long duration = client.answered || asked.duration() == 0 ? did.duration() : asked.duration();
            counts.call(asked.service() != null ? asked.service() : nameOf(did.remote()), NodeType.SERVICE,
                    did.service() != null ? did.service() : nameOf(asked.remote()), NodeType.SERVICE, false,
                    asked.error() || did.error(), asked.timestamp() != 0 ? asked.timestamp() : did.timestamp(),
                    duration, Math.max(asked.weight(), did.weight()));
        }
        if (!server.isSettled()) {
            counts.served(did);
        }
        client.answered = true;
        server.uncalled = false;
        counts.settled(client);
        counts.settled(server);
    }

    /** Counts a client's call for what its own span says of the other side. */
    static void toRemote(Entry client, Counts counts) {
        Span span = client.span();
        Remote remote = span.remote();
        if (remote != null) {
            client.guessed = remote.name();
            counts.call(span.service(), NodeType.SERVICE, remote.name(), remote.type(), false, span.error(),
                    span.timestamp(), span.duration(), span.weight());
        }
        counts.settled(client);
    }

    /** Needs the topic, and the parent if there is one: some libraries report the same message twice, one in the other. */
    private static void message(Trace trace, Entry message, Counts counts) {
        Remote topic = message.span().remote();
        if (message.isSettled() || topic == null || !topic.isTopic()) {
            return;
        }
        if (message.span().isRoot() || trace.withId(message.span().parentId()) != null) {
            deliver(trace, message, topic, counts);
        }
    }

    /** Counts a message on its way into a topic or broker, or out of it. */
    static void deliver(Trace trace, Entry message, Remote place, Counts counts) {
        Span span = message.span();
        if (!repeatsItsParent(trace, message, place)) {
            if (message.is(Kind.PRODUCER)) {
                counts.call(span.service(), NodeType.SERVICE, place.name(), place.type(), true, span.error(),
                        span.timestamp(), span.duration(), span.weight());
            } else {
                counts.call(place.name(), place.type(), span.service(), NodeType.SERVICE, true, span.error(),
                        span.timestamp(), span.duration(), span.weight());
                route(trace, message, place, counts);
                counts.served(span);
            }
        }
        counts.settled(message);
    }

    /** An exchange that was published to and the queue that was read from are two places with a road between them. */
    private static void route(Trace trace, Entry consumer, Remote queue, Counts counts) {
        Entry producer = trace.withId(consumer.span().parentId(), Kind.PRODUCER);
        Remote exchange = producer == null ? null : producer.span().remote();
        if (exchange != null && exchange.isTopic() && queue.isTopic() && !exchange.equals(queue)) {
            counts.call(exchange.name(), NodeType.TOPIC, queue.name(), NodeType.TOPIC, true, false,
                    consumer.span().timestamp(), 0, consumer.span().weight());
        }
    }

    private static boolean repeatsItsParent(Trace trace, Entry message, Remote place) {
        Entry parent = trace.withId(message.span().parentId(), message.span().kind());
        return parent != null && parent != message && place.equals(parent.span().remote())
                && Objects.equals(parent.span().service(), message.span().service());
    }

    private static @Nullable String nameOf(@Nullable Remote remote) {
        return remote == null ? null : remote.name();
    }
}
