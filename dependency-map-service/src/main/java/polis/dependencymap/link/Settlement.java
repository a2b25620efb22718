package polis.dependencymap.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

// ADR 55
/** Decides what is still open in a trace after the wait: the calls of which one side never reported. */
final class Settlement {

    private final Trace trace;
    private final Counts counts;

    private Settlement(Trace trace, Counts counts) {
        this.trace = trace;
        this.counts = counts;
    }

    static void of(Trace trace, Counts counts) {
        new Settlement(trace, counts).run();
    }

    private void run() {
        // Servers first: they tell which clients were answered after all. Those that were decided without a caller
        // before are looked at again: what has come since may tell who it was.
        List<Entry> servers = new ArrayList<>(trace.uncalled());
        for (Entry entry : trace.open()) {
            if (entry.is(Kind.SERVER) && !entry.isSettled()) {
                servers.add(entry);
            }
        }
        servers.forEach(this::server);
        servers.removeIf(server -> !server.uncalled);
        trace.uncalled(servers.isEmpty() ? List.of() : servers);
        for (Entry entry : trace.open()) {
            if (entry.is(Kind.CLIENT)) {
                callerOf(entry);
            }
        }
        for (Entry entry : trace.open()) {
            if (!entry.isSettled()) {
                if (entry.is(Kind.CLIENT)) {
                    client(entry);
                } else if (entry.isMessage()) {
                    message(entry);
                }
            }
            counts.touched(entry.batch());
        }
        trace.close();
    }

    private void server(Entry server) {
        if (server.isSettled() && !server.uncalled) {
            return;
        }
        Entry client = trace.clientOf(server);
        if (client != null) {
            Pairing.pair(client, server, counts);
            return;
        }
        called(server);
        if (!server.isSettled()) {
            counts.served(server);
            counts.settled(server);
        }
    }

    /** Counts the call that this server answered, if anything above it tells who made it. */
    private void called(Entry server) {
        String from = null;
        NodeType type = NodeType.SERVICE;
        boolean counted = false;
        Entry ancestor = trace.parentOf(server);
        for (int steps = 0; ancestor != null && steps < trace.size(); steps++) {
            String service = ancestor.service();
            boolean local = ancestor.is(Kind.LOCAL);
            if (from == null && service != null && !(local && service.equals(server.service()))) {
                from = service;
            }
            if (!local) {
                if (ancestor.is(Kind.CLIENT) && Objects.equals(from, service)) {
                    counted = ancestor.takesGuess(server.service());
                    ancestor.answered = true;
                }
                break;
            }
            ancestor = trace.parentOf(ancestor);
        }
        Remote caller = server.remote();
        if (from == null && caller != null) {
            from = caller.name();
            type = caller.type();
        }
        if (!counted) {
            counts.call(from, type, server.service(), NodeType.SERVICE, false, server.error(), server.timestamp(),
                    server.duration(), server.weight());
        }
        server.uncalled = from == null;
    }

    /**
     * A client's span right below another service's span shows that this service was called, though its server side is
     * missing. Below a client's span of its own service it is that call seen a second time, closer to the wire.
     */
    private void callerOf(Entry client) {
        Entry ancestor = remoteAncestorOf(client);
        if (ancestor == null || ancestor.is(Kind.PRODUCER)) {
            return;
        }
        if (Objects.equals(ancestor.service(), client.service())) {
            ancestor.answered |= ancestor.is(Kind.CLIENT);
        } else if (client.service() != null && !(ancestor.is(Kind.CLIENT) && isKnown(ancestor, client.service()))) {
            boolean caller = ancestor.is(Kind.CLIENT);
            counts.call(ancestor.service(), NodeType.SERVICE, client.service(), NodeType.SERVICE, false,
                    caller && ancestor.error(), caller ? ancestor.timestamp() : client.timestamp(),
                    caller ? ancestor.duration() : client.duration(), Math.max(ancestor.weight(), client.weight()));
            if (caller) {
                ancestor.answered = true;
                // Its server's side may still come.
                ancestor.guessed = client.service();
            }
        }
    }

    private static boolean isKnown(Entry client, String service) {
        return client.answered || service.equals(client.guessed);
    }

    private void client(Entry client) {
        if (client.answered) {
            counts.settled(client);
        } else {
            Pairing.toRemote(client, counts);
        }
    }

    private void message(Entry message) {
        Entry other = message.is(Kind.PRODUCER) ? consumerOf(message) : trace.withId(message.parentId(), Kind.PRODUCER);
        Remote channel = destinationOf(message.remote(), other == null ? null : other.remote());
        if (channel != null) {
            Pairing.deliver(trace, message, channel, counts);
            return;
        }
        if (message.is(Kind.CONSUMER)) {
            if (other != null) {
                counts.call(other.service(), NodeType.SERVICE, message.service(), NodeType.SERVICE, true,
                        message.error(), message.timestamp(), message.duration(), message.weight());
            }
            counts.served(message);
        }
        counts.settled(message);
    }

    /** Returns a topic that either side names, or else the broker that either side names. */
    private static @Nullable Remote destinationOf(@Nullable Remote mine, @Nullable Remote theirs) {
        if (mine == null || (theirs != null && theirs.isTopic() && !mine.isTopic())) {
            return theirs;
        }
        return mine;
    }

    private @Nullable Entry consumerOf(Entry producer) {
        for (Entry child = trace.withParent(producer.id()); child != null; child = child.sibling) {
            if (child.is(Kind.CONSUMER)) {
                return child;
            }
        }
        return null;
    }

    private @Nullable Entry remoteAncestorOf(Entry entry) {
        Entry ancestor = trace.parentOf(entry);
        for (int steps = 0; ancestor != null && steps < trace.size(); steps++) {
            if (!ancestor.is(Kind.LOCAL)) {
                return ancestor;
            }
            ancestor = trace.parentOf(ancestor);
        }
        return null;
    }
}
