package polis.dependencymap.span;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;

/** What a span's tags and remote endpoint mean, by the conventions of Brave, Micrometer and OpenTelemetry. */
public final class Tags {

    public enum Meaning {
        TOPIC,
        FLEETING,
        MESSAGING,
        OPERATION,
        SYSTEM,
        DATABASE,
        STATEMENT,
        POOL,
        HOST,
        URL,
        PEER,
        STATUS,
        OUTCOME,
        ERROR,
        SHARE,
        SAMPLER
    }

    /** What a tag means, and how much it is to be preferred to others that mean the same: the lower the better. */
    public record Sense(Meaning meaning, int rank) {

        /** Returns whether only the beginning of the value matters, up to where a URL's path begins. */
        public boolean isUrl() {
            return meaning == Meaning.URL;
        }
    }

    private static final int LONGEST_NAME = 200;
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final Map<String, Sense> SENSES = senses();
    /** What tags mean, or nothing if their values are not worth to be read. */
    public static final Dictionary<Sense> DICTIONARY = new Dictionary<>(SENSES);

    private static final Set<String> CACHES = Set.of("redis", "valkey", "memcached", "hazelcast", "infinispan",
            "ignite", "coherence", "dragonfly");
    private static final Set<String> DATABASES = Set.of("mysql", "mariadb", "postgresql", "postgres", "oracle", "mssql",
            "sqlserver", "db2", "mongodb", "cassandra", "elasticsearch", "opensearch", "neo4j", "couchbase", "dynamodb",
            "clickhouse", "microsoft.sql_server", "oracle.db", "ibm.db2", "aws.dynamodb", "cockroachdb", "scylladb",
            "influxdb", "hbase", "solr", "spanner", "tidb", "h2", "sqlite");
    private static final Set<String> BROKERS = Set.of("kafka", "rabbitmq", "activemq", "artemis", "pulsar", "rocketmq",
            "nats", "jms");

    private final Map<Meaning, String> said = new EnumMap<>(Meaning.class);
    /** The senses of the tags that said it. */
    private final Map<Meaning, Sense> senses = new EnumMap<>(Meaning.class);
    private @Nullable String remoteService;

    void clear() {
        said.clear();
        senses.clear();
        remoteService = null;
    }

    /** Returns what the tag means, or null if its value is not worth to be read. */
    public static @Nullable Sense sense(String tag) {
        return SENSES.get(tag);
    }

    public void put(Sense sense, String value) {
        Meaning meaning = sense.meaning();
        Sense before = senses.get(meaning);
        if ((before == null || sense.rank() < before.rank()) && (meaning == Meaning.ERROR || !value.isBlank())) {
            senses.put(meaning, sense);
            said.put(meaning, value);
        }
    }

    public void remoteService(String name) {
        remoteService = name.isEmpty() ? null : name;
    }

    private static Map<String, Sense> senses() {
        Map<String, Sense> senses = new HashMap<>();
        add(senses, Meaning.TOPIC, "messaging.destination.name", "kafka.topic", "jms.queue", "jms.topic",
                "rabbit.queue", "rabbit.exchange", "rabbit.routing_key", "amqp.queue", "amqp.exchange",
                "messaging.rabbitmq.destination.routing_key", "messaging.source.name", "messaging.destination",
                "queue.name", "topic.name", "aws.queue.name", "pulsar.topic", "rocketmq.topic");
        add(senses, Meaning.SYSTEM, "db.system.name", "db.system");
        add(senses, Meaning.STATEMENT, "db.query.text", "db.statement", "sql.query", "jdbc.query", "jdbc.query[0]",
                "cassandra.query", "db.operation.name", "db.operation", "mongodb.command", "redis.command");
        add(senses, Meaning.DATABASE, "db.namespace", "db.name");
        add(senses, Meaning.POOL, "jdbc.datasource.name", "jdbc.datasource.pool", "jdbc.datasource.driver");
        add(senses, Meaning.HOST, "server.address", "client.name", "net.peer.name", "http.host");
        add(senses, Meaning.URL, "url.full", "http.url");
        add(senses, Meaning.PEER, "peer.service");
        add(senses, Meaning.STATUS, "http.response.status_code", "http.status_code", "status");
        add(senses, Meaning.OUTCOME, "outcome", "otel.status_code");
        add(senses, Meaning.ERROR, "error", "error.type");
        add(senses, Meaning.FLEETING, "messaging.destination.temporary", "messaging.destination.anonymous",
                "messaging.temp_destination");
        add(senses, Meaning.MESSAGING, "messaging.system");
        add(senses, Meaning.OPERATION, "messaging.operation.type", "messaging.operation", "messaging.operation.name");
        add(senses, Meaning.SHARE, "sampling.probability", "sampler.param");
        add(senses, Meaning.SAMPLER, "sampler.type");
        return senses;
    }

    private static void add(Map<String, Sense> senses, Meaning meaning, String... keys) {
        for (int rank = 0; rank < keys.length; rank++) {
            senses.put(keys[rank], new Sense(meaning, rank));
        }
    }

    /**
     * Returns what the span is to the linker.
     *
     * @param told its kind as it was reported
     * @param named whether its own service is known
     */
    Kind kind(@Nullable Kind told, boolean named) {
        if (told == null) {
            // Some tracers set no kind but name the other side: that is a client.
            return named && remoteService != null ? Kind.CLIENT : Kind.LOCAL;
        }
        if (told != Kind.CLIENT) {
            return told;
        }
        if (says(Meaning.TOPIC) && says(Meaning.MESSAGING)) {
            return messaging();
        }
        // Borrowing a connection from a pool is work of this service: the query is the call.
        return says(Meaning.POOL) && !says(Meaning.STATEMENT) ? Kind.LOCAL : Kind.CLIENT;
    }

    /** OpenTelemetry has clients that only talk to the broker: which way the message goes is in the operation. */
    private Kind messaging() {
        String operation = said(Meaning.OPERATION);
        return switch (operation == null ? "" : operation) {
            case "receive", "process", "deliver" -> Kind.CONSUMER;
            case "settle", "ack", "nack", "commit" -> Kind.LOCAL;
            default -> Kind.PRODUCER;
        };
    }

    /** Returns the share of traces that are kept, or 0 if no tag tells. */
    double share() {
        String share = said(Meaning.SHARE);
        Sense sense = senses.get(Meaning.SHARE);
        if (share == null || sense == null || (sense.rank() > 0 && !"probabilistic".equals(said(Meaning.SAMPLER)))) {
            return 0;
        }
        try {
            return Double.parseDouble(share);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private @Nullable String said(Meaning meaning) {
        return said.get(meaning);
    }

    private boolean says(Meaning meaning) {
        return said.containsKey(meaning);
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
        String error = said(Meaning.ERROR);
        if (error != null) {
            return !error.equals("false");
        }
        String status = said(Meaning.STATUS);
        boolean failed = status != null && status.length() == 3 && status.charAt(0) == '5';
        String outcome = said(Meaning.OUTCOME);
        return failed || "SERVER_ERROR".equals(outcome) || "ERROR".equals(outcome);
    }

    private @Nullable Remote topicOrBroker() {
        // A queue that is made for one answer has a name that will never come again.
        String topic = "true".equals(said(Meaning.FLEETING)) ? null : said(Meaning.TOPIC);
        if (topic != null) {
            return new Remote(shortened(topic), NodeType.TOPIC);
        }
        Remote broker = named(NodeType.BROKER);
        String system = said(Meaning.MESSAGING);
        return broker != null || system == null ? broker : new Remote(shortened(system), NodeType.BROKER);
    }

    private @Nullable Remote server() {
        String name = remoteName();
        String system = said(Meaning.SYSTEM);
        if (system != null || says(Meaning.STATEMENT)) {
            String kind = system != null ? system.toLowerCase(Locale.ROOT) : name;
            NodeType type = kind != null && CACHES.contains(kind) ? NodeType.CACHE : NodeType.DATABASE;
            String best = firstOf(name, database(), said(Meaning.POOL), Hosts.nameOf(said(Meaning.HOST)), system);
            return best == null ? null : new Remote(shortened(best), type);
        }
        if (name != null) {
            return new Remote(name, typeOf(name));
        }
        String host = Hosts.nameOf(said(Meaning.HOST));
        if (host == null) {
            host = Hosts.nameInUrl(said(Meaning.URL));
        }
        return host == null ? null : new Remote(shortened(host), NodeType.HOST);
    }

    /** Returns the database's name, unless it is one of the numbers that a cache has instead of names. */
    private @Nullable String database() {
        String name = said(Meaning.DATABASE);
        return name == null || name.chars().allMatch(Character::isDigit) ? null : name;
    }

    private @Nullable Remote named(NodeType type) {
        String name = remoteName();
        return name == null ? null : new Remote(name, type);
    }

    private @Nullable String remoteName() {
        String host = Hosts.nameOf(firstOf(remoteService, said(Meaning.PEER)));
        return host == null ? null : shortened(host);
    }

    private static @Nullable String firstOf(@Nullable String... names) {
        for (String name : names) {
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** Returns what a remote service is by its name alone. */
    public static NodeType typeOf(String name) {
        if (CACHES.contains(name)) {
            return NodeType.CACHE;
        }
        if (DATABASES.contains(name)) {
            return NodeType.DATABASE;
        }
        return BROKERS.contains(name) ? NodeType.BROKER : NodeType.EXTERNAL;
    }

    /** Returns a service's name as it is read from spans. */
    public static String serviceName(String name) {
        return shortened(name.toLowerCase(Locale.ROOT));
    }

    /** Returns a name of bounded length without control characters and halves of surrogate pairs. */
    static String shortened(String name) {
        String head = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                return UNSHOWABLE.matcher(head).replaceAll("?");
            }
        }
        return head;
    }
}
