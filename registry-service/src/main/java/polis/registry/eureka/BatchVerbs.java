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

/** What other nodes tell, in batches as stock servers send them, and what they ask before they tell. */
@Component
class BatchVerbs {

    /** The status of a cancel that is none: nobody renewed the lease where it was kept. */
    static final String EXPIRED = "EXPIRED";

    private static final Logger log = LoggerFactory.getLogger(BatchVerbs.class);

    /** Of a batch; stock servers send at most 250 changes at once. */
    private static final int LONGEST = 1 << 23;

    private static final int MOST = 10_000;

    private final LeaseRegistry registry;
    private final PeerLeases peerLeases;
    private final LeaseSurvey survey;
    private final Leases leases;
    private final RegistrationBounds bounds;

    BatchVerbs(LeaseRegistry registry, PeerLeases peerLeases, LeaseSurvey survey, Leases leases,
            RegistrationBounds bounds) {
        this.bounds = bounds;
        this.registry = registry;
        this.peerLeases = peerLeases;
        this.survey = survey;
        this.leases = leases;
    }

    void answer(EurekaCall call, String what) throws IOException {
        if (!(call.caller() instanceof EurekaCaller.Node)) {
            throw new BadCall(403, "Only nodes of the registry pass on what their clients said.");
        }
        switch (call.method() + " " + what) {
            case "POST batch" -> {
                Source source = Source.peer(call.source().node());
                var answers = new ReplicationListResponse();
                for (ReplicationInstance item : items(call.read(ReplicationList.class, LONGEST))) {
                    answers.addResponse(take(item, source));
                }
                call.send(200, Format.JSON.mediaType(), Format.JSON.write(answers));
            }
            case "GET digest" ->
                call.send(200, Format.JSON.mediaType(), "{\"node\":\"%s\",\"digest\":\"%016x\",\"leases\":%d}"
                        .formatted(registry.node(), survey.digest(), leases.size()).getBytes(StandardCharsets.UTF_8));
            default -> throw new BadCall(404, "Nodes send a batch and get a digest.", Map.of());
        }
    }

    private static List<ReplicationInstance> items(ReplicationList list) {
        List<ReplicationInstance> items = list.getReplicationList();
        if (items == null || items.size() > MOST) {
            throw new BadCall(400, "A batch has a replicationList of at most " + MOST + " changes.");
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
        } catch (BadCall e) {
            log.debug("A change by another node is refused.", e);
            return answer(e.status(), null);
        }
    }

    private ReplicationInstanceResponse take(ReplicationInstance item, String app, String id, Source source) {
        return switch (item.getAction()) {
            case Register -> {
                InstanceInfo info = item.getInstanceInfo();
                if (info == null) {
                    throw new BadCall(400, "A registration without an instance.");
                }
                LeaseVerbs.check(app, info);
                if (source.node().isEmpty()) {
                    // No node of ours has let it in.
                    bounds.enter(app, id, Weight.of(info), () -> registry.register(info, source));
                } else {
                    registry.register(info, source);
                }
                yield answer(200, null);
            }
            case Heartbeat -> {
                Long dirty = item.getLastDirtyTimestamp();
                LeaseRegistry.Renewal renewal = registry.renew(app, id, dirty == null ? 0 : dirty, source);
                HeldLease lease = leases.get(app, id);
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
                var status = LeaseVerbs.word(item.getStatus());
                yield answer(status != null && registry.override(app, id, status, source) ? 200 : 404, null);
            }
            case DeleteStatusOverride ->
                answer(registry.removeOverride(app, id, LeaseVerbs.word(item.getStatus()), source) ? 200 : 404, null);
        };
    }

    private static ReplicationInstanceResponse answer(int status, @Nullable InstanceInfo entity) {
        return new ReplicationInstanceResponse(status, entity);
    }
}
