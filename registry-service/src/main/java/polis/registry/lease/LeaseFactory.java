package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.ActionType;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.registry.lease.Lease.Terms;

/**
 * How leases are made of what clients, other nodes and the database say. RegistrationCodec that are held are never
 * changed.
 */
final class LeaseFactory {

    /** In the metadata of a lease that was brought back after a restart, until its first renewal. */
    static final String RESTORED = "polis-restored";

    private static final int USUAL_SECONDS = 90;
    private static final int MOST_SECONDS = 86_400;
    private static final Set<String> REMEMBERED = Set.of("version", "revision");
    private static final int LONGEST_REMEMBERED = 100;

    private LeaseFactory() {}

    /** Clients that leave out what stock clients send must not upset what compares and counts it. */
    static void complete(InstanceInfo sent, long now) {
        if (sent.getLastDirtyTimestamp() == null) {
            sent.setLastDirtyTimestamp(now);
        }
        if (sent.getStatus() == null) {
            sent.setStatusWithoutDirty(InstanceStatus.UNKNOWN);
        }
        if (sent.getOverriddenStatus() == null) {
            sent.setOverriddenStatus(InstanceStatus.UNKNOWN);
        }
    }

    static long dirty(InstanceInfo info) {
        Long dirty = info.getLastDirtyTimestamp();
        return dirty == null ? 0 : dirty;
    }

    /**
     * A registration as it is sent to this node. The override of the lease before it stays, unless a peer knows
     * another.
     */
    static Lease lease(LeaseKey key, InstanceInfo sent, @Nullable Lease before, boolean peer, String node, long now) {
        InstanceStatus said = sent.getStatus();
        InstanceStatus override = sent.getOverriddenStatus();
        boolean overridden = override != InstanceStatus.UNKNOWN;
        if (before != null && (!peer || !overridden)) {
            InstanceStatus kept = before.info().getOverriddenStatus();
            override = kept == InstanceStatus.UNKNOWN ? override : kept;
        }
        sent.setOverriddenStatus(override);
        sent.setStatusWithoutDirty(effective(said, override));
        sent.setActionType(ActionType.ADDED);
        int seconds = seconds(sent);
        long startedAt = before == null ? now : before.terms().startedAt();
        sent.setLeaseInfo(Lease.leaseInfo(sent, seconds, startedAt, now));
        var info = mark(sent, false);
        if (!peer || info.getLastUpdatedTimestamp() == 0) {
            info.setLastUpdatedTimestamp();
        }
        return new Lease(key, info, new Terms(seconds, startedAt, false, peer && overridden ? null : said), node, now);
    }

    /** A client that is starting or down says so itself; past that an override hides what it says. */
    private static InstanceStatus effective(InstanceStatus said, InstanceStatus override) {
        boolean ready = said == InstanceStatus.UP || said == InstanceStatus.OUT_OF_SERVICE;
        return ready && override != InstanceStatus.UNKNOWN ? override : said;
    }

    static Lease restored(LeaseKey key, InstanceInfo info, String node, long now) {
        complete(info, now);
        return new Lease(key, mark(info, true), new Terms(seconds(info), now, true, ownStatus(info)), node, now);
    }

    static Lease confirmed(Lease restored) {
        Terms terms = restored.terms();
        return restored.with(mark(restored.info(), false),
                new Terms(terms.seconds(), terms.startedAt(), false, terms.said()));
    }

    static Lease merged(LeaseKey key, InstanceInfo theirs, @Nullable Lease before, String node, long now) {
        boolean restored = theirs.getMetadata() != null && theirs.getMetadata().containsKey(RESTORED);
        long startedAt = before == null ? now : before.terms().startedAt();
        return new Lease(key, theirs, new Terms(seconds(theirs), startedAt, restored, ownStatus(theirs)), node, now);
    }

    /**
     * Returns whether another node knows something newer: of the client or, where that is the same, of its override.
     */
    static boolean newer(InstanceInfo theirs, Lease held) {
        long here = dirty(held.info());
        long there = dirty(theirs);
        if (here != there || held.restored()) {
            return there >= here;
        }
        boolean same = theirs.getStatus() == held.info().getStatus()
                && theirs.getOverriddenStatus() == held.info().getOverriddenStatus();
        return !same && theirs.getLastUpdatedTimestamp() > held.info().getLastUpdatedTimestamp();
    }

    /** The registration under another status. */
    static InstanceInfo changed(InstanceInfo info, InstanceStatus status, InstanceStatus override, long now) {
        var copy = new InstanceInfo.Builder(new InstanceInfo(info)).setLastUpdatedTimestamp(now).build();
        copy.setStatusWithoutDirty(status);
        copy.setOverriddenStatus(override);
        return copy;
    }

    /** The registration with more in its metadata. */
    static InstanceInfo described(InstanceInfo info, Map<String, String> more, long now) {
        Map<String, String> metadata = metadata(info);
        metadata.putAll(more);
        return new InstanceInfo.Builder(new InstanceInfo(info)).setMetadata(metadata).setLastUpdatedTimestamp(now)
                .build();
    }

    /** Returns what stays of a lease that ended: its identity, and of its metadata what the directory keeps. */
    static InstanceInfo tombstone(InstanceInfo info) {
        Map<String, String> metadata = metadata(info);
        metadata.keySet().retainAll(REMEMBERED);
        metadata.replaceAll((key, value) -> value.substring(0, Math.min(value.length(), LONGEST_REMEMBERED)));
        var tombstone = new InstanceInfo.Builder(new InstanceInfo(info)).setMetadata(metadata)
                .setHomePageUrlForDeser(null).setStatusPageUrlForDeser(null).build();
        tombstone.setActionType(ActionType.DELETED);
        return tombstone;
    }

    private static InstanceInfo mark(InstanceInfo info, boolean restored) {
        boolean marked = info.getMetadata() != null && info.getMetadata().containsKey(RESTORED);
        if (marked == restored) {
            return info;
        }
        Map<String, String> metadata = metadata(info);
        if (restored) {
            metadata.put(RESTORED, "true");
        } else {
            metadata.remove(RESTORED);
        }
        return new InstanceInfo.Builder(new InstanceInfo(info)).setMetadata(metadata).build();
    }

    /** Under an override one cannot see what the client said. */
    private static @Nullable InstanceStatus ownStatus(InstanceInfo info) {
        return info.getOverriddenStatus() == InstanceStatus.UNKNOWN ? info.getStatus() : null;
    }

    private static Map<String, String> metadata(InstanceInfo info) {
        var copy = new HashMap<String, String>();
        if (info.getMetadata() != null) {
            info.getMetadata().forEach((key, value) -> {
                if (key != null && value != null) {
                    copy.put(key, value);
                }
            });
        }
        return copy;
    }

    private static int seconds(InstanceInfo info) {
        int stated = info.getLeaseInfo() == null ? 0 : info.getLeaseInfo().getDurationInSecs();
        return stated <= 0 ? USUAL_SECONDS : Math.min(stated, MOST_SECONDS);
    }
}
