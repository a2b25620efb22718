package polis.dependencymap.span;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;

/** What a span's tags and remote endpoint say: by the conventions of Brave, Micrometer and OpenTelemetry, old and new. */
record Tags(zipkin2.Span span) {

    private static final int LONGEST_NAME = 200;
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private static final List<String> TOPIC = List.of("messaging.destination.name", "kafka.topic", "jms.queue",
            "jms.topic", "rabbit.queue", "rabbit.exchange", "rabbit.routing_key", "amqp.queue", "amqp.exchange",
            "messaging.rabbitmq.destination.routing_key", "messaging.source.name", "messaging.destination",
            "queue.name",
            "topic.name", "aws.queue.name", "pulsar.topic", "rocketmq.topic");
    private static final List<String> SYSTEM = List.of("db.system.name", "db.system");
    private static final List<String> DATABASE = List.of("db.namespace", "db.name", "jdbc.datasource.name");
    private static final List<String> STATEMENT = List.of("db.query.text", "db.statement", "sql.query", "jdbc.query",
            "jdbc.query[0]", "cassandra.query", "db.operation.name", "db.operation", "mongodb.command",
            "redis.command");
    private static final List<String> HOST = List.of("server.address", "client.name", "net.peer.name", "http.host");
    private static final List<String> URL = List.of("url.full", "http.url");
    private static final List<String> STATUS = List.of("http.response.status_code", "http.status_code", "status");

    private static final Set<String> CACHES = Set.of("redis", "valkey", "memcached", "hazelcast", "infinispan",
            "ignite", "coherence");
    private static final Set<String> DATABASES = Set.of("mysql", "mariadb", "postgresql", "postgres", "oracle", "mssql",
            "sqlserver", "db2", "mongodb", "cassandra", "elasticsearch", "opensearch", "neo4j", "couchbase", "dynamodb",
            "clickhouse");
    private static final Set<String> BROKERS = Set.of("kafka", "rabbitmq", "activemq", "artemis", "pulsar", "rocketmq",
            "nats", "jms");

    Kind kind() {
        if (span.kind() == null) {
            // Some tracers set no kind but name the other side: that is a client.
            boolean client = span.localServiceName() != null && span.remoteServiceName() != null;
            return client ? Kind.CLIENT : Kind.LOCAL;
        }
        return switch (span.kind()) {
            // Borrowing a connection from a pool is work of this service: the query is the call.
            case CLIENT -> isPoolWork() ? Kind.LOCAL : Kind.CLIENT;
            case SERVER -> Kind.SERVER;
            case PRODUCER -> Kind.PRODUCER;
            case CONSUMER -> Kind.CONSUMER;
        };
    }

    @Nullable
    Remote remote(Kind kind) {
        return switch (kind) {
            case CLIENT -> server();
            case SERVER -> named(NodeType.EXTERNAL);
            case PRODUCER, CONSUMER -> topicOrBroker();
            case LOCAL -> null;
        };
    }

    boolean isError() {
        String error = span.tags().get("error");
        if (error != null) {
            return !error.equals("false");
        }
        String status = first(STATUS);
        boolean failed = status != null && status.length() == 3 && status.charAt(0) == '5';
        return failed || "SERVER_ERROR".equals(span.tags().get("outcome"))
                || "ERROR".equals(span.tags().get("otel.status_code"));
    }

    private @Nullable Remote topicOrBroker() {
        String topic = first(TOPIC);
        return topic != null ? new Remote(shortened(topic), NodeType.TOPIC) : named(NodeType.BROKER);
    }

    private @Nullable Remote server() {
        String name = remoteName();
        String system = first(SYSTEM);
        if (system != null || first(STATEMENT) != null) {
            String database = name != null ? name : first(DATABASE);
            String kind = system != null ? system : name;
            NodeType type = kind != null && CACHES.contains(kind) ? NodeType.CACHE : NodeType.DATABASE;
            String best = database != null ? database : system;
            return best == null ? null : new Remote(shortened(best), type);
        }
        if (name != null) {
            return new Remote(name, typeOf(name));
        }
        String host = Hosts.nameOf(first(HOST));
        if (host == null) {
            host = Hosts.nameInUrl(first(URL));
        }
        return host == null ? null : new Remote(shortened(host), NodeType.HOST);
    }

    private @Nullable Remote named(NodeType type) {
        String name = remoteName();
        return name == null ? null : new Remote(name, type);
    }

    private @Nullable String remoteName() {
        String name = span.remoteServiceName();
        if (name == null) {
            name = span.tags().get("peer.service");
        }
        String host = Hosts.nameOf(name);
        return host == null ? null : shortened(host);
    }

    private boolean isPoolWork() {
        return first(STATEMENT) == null && span.tags().keySet().stream().anyMatch(key -> key.startsWith("jdbc."));
    }

    private @Nullable String first(List<String> keys) {
        Map<String, String> tags = span.tags();
        if (!tags.isEmpty()) {
            for (String key : keys) {
                String value = tags.get(key);
                if (value != null && !value.isBlank()) {
                    return value;
                }
            }
        }
        return null;
    }

    private static NodeType typeOf(String name) {
        if (CACHES.contains(name)) {
            return NodeType.CACHE;
        }
        if (DATABASES.contains(name)) {
            return NodeType.DATABASE;
        }
        return BROKERS.contains(name) ? NodeType.BROKER : NodeType.EXTERNAL;
    }

    /** A name of bearable length, without what no database and no page can show: control characters, halves of pairs. */
    static String shortened(String name) {
        String head = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return UNSHOWABLE.matcher(head).replaceAll("?");
    }
}
