package polis.dependencymap.link;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts at once what is certain: calls with both sides, messages to a named topic, entries from outside. */
final class Pairing {

    private Pairing() {}

    static void arrived(Trace trace, Entry entry, Counts counts) {
        switch (entry.kind()) {
            case CLIENT -> client(trace, entry, counts);
            case SERVER -> server(trace, entry, counts);
            case PRODUCER, CONSUMER -> message(trace, entry, counts);
            case LOCAL -> {
            }
        }
        for (Entry child = trace.withParent(entry.id()); child != null; child = child.sibling) {
            if (child.isMessage()) {
                message(trace, child, counts);
            }
        }
    }

    private static void client(Trace trace, Entry client, Counts counts) {
        if (!client.isFinished()) {
            return;
        }
        Remote remote = client.remote();
        if (remote != null && remote.type().silent()) {
            if (!client.isSettled()) {
                toRemote(client, counts);
            }
            return;
        }
        for (Entry server = trace.withId(client.id()); server != null; server = server.twin) {
            pairIfFinished(client, server, counts);
        }
        for (Entry server = trace.withParent(client.id()); server != null; server = server.sibling) {
            if (trace.clientOf(server) == client) {
                pairIfFinished(client, server, counts);
            }
        }
    }

    private static void server(Trace trace, Entry server, Counts counts) {
        Entry client = trace.clientOf(server);
        if (client != null) {
            if (client.isFinished()) {
                pairIfFinished(client, server, counts);
            }
        } else if (!server.isSettled() && server.isFinished() && isEntrance(server)) {
            Remote caller = server.remote();
            if (caller != null) {
                counts.call(caller.name(), caller.type(), server.service(), NodeType.SERVICE, false, server.error(),
                        server.timestamp(), server.duration(), server.weight());
            }
            counts.served(server);
            counts.settled(server);
        }
    }

    /** Returns whether a trace begins with it, though a late client may still share its id. */
    private static boolean isEntrance(Entry server) {
        return server.isRoot() && !server.shared();
    }

    private static void pairIfFinished(Entry client, Entry server, Counts counts) {
        if (server.is(Kind.SERVER) && server.isFinished()) {
            pair(client, server, counts);
        }
    }

    /** Counts a call seen from both sides: once for every server's span, since a client may have tried several. */
    static void pair(Entry client, Entry server, Counts counts) {
        boolean entered = server.isSettled() && isEntrance(server) && server.remote() == null;
        if (client.isSettled() && server.isSettled()) {
            return;
        }
        boolean open = !server.isSettled() || entered || server.uncalled;
        if (open && !client.takesGuess(server.service())) {
            long duration = client.answered || client.duration() == 0 ? server.duration() : client.duration();
            counts.call(client.service() != null ? client.service() : nameOf(server.remote()), NodeType.SERVICE,
                    server.service() != null ? server.service() : nameOf(client.remote()), NodeType.SERVICE, false,
                    client.error() || server.error(), client.timestamp() != 0 ? client.timestamp() : server.timestamp(),
                    duration, Math.max(client.weight(), server.weight()));
        }
        if (!server.isSettled()) {
            counts.served(server);
        }
        client.answered = true;
        server.uncalled = false;
        counts.settled(client);
        counts.settled(server);
    }

    /** Counts a client's call for what its own span says of the other side. */
    static void toRemote(Entry client, Counts counts) {
        Remote remote = client.remote();
        if (remote != null) {
            client.guessed = remote.name();
            counts.call(client.service(), NodeType.SERVICE, remote.name(), remote.type(), false, client.error(),
                    client.timestamp(), client.duration(), client.weight());
        }
        counts.settled(client);
    }

    /** Needs the topic, and the parent if there is one: some libraries report a message twice, nested. */
    private static void message(Trace trace, Entry message, Counts counts) {
        Remote topic = message.remote();
        if (message.isSettled() || topic == null || !topic.isTopic()) {
            return;
        }
        if (message.isRoot() || trace.withId(message.parentId()) != null) {
            deliver(trace, message, topic, counts);
        }
    }

    /** Counts a message on its way into a topic or broker, or out of it. */
    static void deliver(Trace trace, Entry message, Remote channel, Counts counts) {
        if (!repeatsItsParent(trace, message, channel)) {
            if (message.is(Kind.PRODUCER)) {
                counts.call(message.service(), NodeType.SERVICE, channel.name(), channel.type(), true, message.error(),
                        message.timestamp(), message.duration(), message.weight());
            } else {
                counts.call(channel.name(), channel.type(), message.service(), NodeType.SERVICE, true, message.error(),
                        message.timestamp(), message.duration(), message.weight());
                route(trace, message, channel, counts);
                counts.served(message);
            }
        }
        counts.settled(message);
    }

    /** The exchange that was published to and the queue that was read from are two nodes with an edge between them. */
    private static void route(Trace trace, Entry consumer, Remote queue, Counts counts) {
        Entry producer = trace.withId(consumer.parentId(), Kind.PRODUCER);
        Remote exchange = producer == null ? null : producer.remote();
        if (exchange != null && exchange.isTopic() && queue.isTopic() && !exchange.equals(queue)) {
            counts.call(exchange.name(), NodeType.TOPIC, queue.name(), NodeType.TOPIC, true, false,
                    consumer.timestamp(), 0, consumer.weight());
        }
    }

    private static boolean repeatsItsParent(Trace trace, Entry message, Remote channel) {
        Entry parent = trace.withId(message.parentId(), message.kind());
        return parent != null && parent != message && channel.equals(parent.remote())
                && Objects.equals(parent.service(), message.service());
    }

    private static @Nullable String nameOf(@Nullable Remote remote) {
        return remote == null ? null : remote.name();
    }
}
