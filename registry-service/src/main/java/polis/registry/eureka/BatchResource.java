package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.cluster.protocol.ReplicationInstanceResponse;
import com.netflix.eureka.cluster.protocol.ReplicationList;
import com.netflix.eureka.cluster.protocol.ReplicationListResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.lease.Lease;
import polis.registry.lease.LeaseRegistry;
import polis.registry.lease.LeaseReplication;
import polis.registry.lease.Leases;
import polis.registry.lease.ReplicationView;
import polis.registry.lease.Source;
import polis.registry.lease.Weight;

/** Takes the changes of other nodes, in batches as stock servers send them, and answers with a digest of the leases. */
@Component
class BatchResource {

    /** The status of a cancel that tells of an expiry: nobody renewed the lease where it was kept. */
    static final String EXPIRED = "EXPIRED";

    private static final Logger log = LoggerFactory.getLogger(BatchResource.class);

    /** The longest body of a batch; stock servers send at most 250 changes at once. */
    private static final int LONGEST = 1 << 23;
    private static final int MOST = 10_000;

    private final LeaseRegistry registry;
    private final LeaseReplication peerLeases;
    private final ReplicationView survey;
    private final Leases leases;
    private final RegistrationBounds bounds;

    BatchResource(LeaseRegistry registry, LeaseReplication peerLeases, ReplicationView survey, Leases leases,
            RegistrationBounds bounds) {
        this.bounds = bounds;
        this.registry = registry;
        this.peerLeases = peerLeases;
        this.survey = survey;
        this.leases = leases;
    }

    void answer(EurekaExchange exchange, String what) throws IOException {
        if (!(exchange.caller() instanceof EurekaPrincipal.Node)) {
            throw new EurekaException(403, EurekaExchange.ONLY_NODES);
        }
        switch (exchange.method() + " " + what) {
            case "POST batch" -> {
                Source source = Source.peer(exchange.source().node());
                var answers = new ReplicationListResponse();
                for (ReplicationInstance item : items(exchange.read(ReplicationList.class, LONGEST))) {
                    answers.addResponse(take(item, source));
                }
                exchange.send(200, Format.JSON.mediaType(), Format.JSON.write(answers));
            }
            case "GET digest" ->
                exchange.send(200, Format.JSON.mediaType(), "{\"node\":\"%s\",\"digest\":\"%016x\",\"leases\":%d}"
                        .formatted(registry.node(), survey.digest(), leases.size()).getBytes(StandardCharsets.UTF_8));
            default -> throw new EurekaException(404,
                    "Unknown path. Below peerreplication there are POST batch and GET digest.", Map.of());
        }
    }

    private static List<ReplicationInstance> items(ReplicationList list) {
        List<ReplicationInstance> items = list.getReplicationList();
        if (items == null || items.size() > MOST) {
            throw new EurekaException(400,
                    "`replicationList` must hold at most " + MOST + " changes; send several batches.");
        }
        return items;
    }

    /** One bad change does not spoil the others. */
    private ReplicationInstanceResponse take(@Nullable ReplicationInstance item, Source source) {
        if (item == null || item.getAction() == null || item.getAppName() == null || item.getId() == null) {
            return answer(400, null);
        }
        try {
            return take(item, item.getAppName().toUpperCase(Locale.ROOT), item.getId(), source);
        } catch (EurekaException e) {
            log.debug("A change of another node is refused.", e);
            return answer(e.status(), null);
        }
    }

    private ReplicationInstanceResponse take(ReplicationInstance item, String app, String id, Source source) {
        return switch (item.getAction()) {
            case Register -> {
                InstanceInfo info = item.getInstanceInfo();
                if (info == null) {
                    throw new EurekaException(400, "`instanceInfo` is missing in a change with the action Register.");
                }
                InstanceResource.check(app, info);
                if (source.node().isEmpty()) {
                    // No node of ours has let it in.
                    bounds.admit(app, id, Weight.of(info), () -> registry.register(info, source));
                } else {
                    registry.register(info, source);
                }
                yield answer(200, null);
            }
            case Heartbeat -> {
                Long dirty = item.getLastDirtyTimestamp();
                LeaseRegistry.Renewal renewal = registry.renew(app, id, dirty == null ? 0 : dirty, source);
                Lease lease = leases.get(app, id);
                yield switch (renewal) {
                    case RENEWED -> answer(200, null);
                    case UNKNOWN -> answer(404, null);
                    case OUTDATED -> lease == null ? answer(404, null) : answer(409, lease.info());
                };
            }
            case Cancel -> {
                if (EXPIRED.equals(item.getStatus())) {
                    InstanceInfo kept = peerLeases.expiredElsewhere(app, id, source);
                    yield kept == null ? answer(200, null) : answer(409, kept);
                }
                yield answer(registry.cancel(app, id, source) ? 200 : 404, null);
            }
            case StatusUpdate -> {
                var status = InstanceResource.statusOf(item.getStatus());
                yield answer(status != null && registry.override(app, id, status, source) ? 200 : 404, null);
            }
            case DeleteStatusOverride -> answer(
                    registry.removeOverride(app, id, InstanceResource.statusOf(item.getStatus()), source) ? 200 : 404,
                    null);
        };
    }

    private static ReplicationInstanceResponse answer(int status, @Nullable InstanceInfo entity) {
        return new ReplicationInstanceResponse(status, entity);
    }
}
