package polis.registry.lifecycle;

import static polis.registry.lifecycle.State.FAILED;
import static polis.registry.lifecycle.State.GONE;
import static polis.registry.lifecycle.State.PROVISION;
import static polis.registry.lifecycle.State.READY;
import static polis.registry.lifecycle.State.RUN;

import java.util.List;

/**
 * How states follow what is seen where nobody drives them. Every answer is a path of legal steps, empty when there is
 * nothing to do.
 */
public final class ObservedPath {

    private ObservedPath() {}

    /**
     * The path of an instance after a signal of its lease or its health check. A managed instance is driven by its
     * scheduler, which knows more than a lease does: the registration alone is news.
     */
    public static List<State> instance(State now, boolean managed, Signal signal) {
        if (managed) {
            return now == PROVISION && signal != Signal.ENDED ? List.of(READY) : List.of();
        }
        return switch (signal) {
            case ENDED -> now == GONE ? List.of() : List.of(GONE);
            case UP, PASSING -> switch (now) {
                case GONE -> List.of(PROVISION, READY, RUN);
                case PROVISION -> List.of(READY, RUN);
                case READY, FAILED -> List.of(RUN);
                default -> List.of();
            };
            case NOT_READY -> switch (now) {
                case GONE -> List.of(PROVISION, READY);
                case PROVISION -> List.of(READY);
                default -> List.of();
            };
            case DOWN, FAILING -> switch (now) {
                case PROVISION -> List.of(READY);
                case RUN -> List.of(FAILED);
                default -> List.of();
            };
        };
    }

    /**
     * The path of a service that no scheduler drives.
     *
     * @param serving how many of its instances are in {@link State#RUN}
     * @param live how many are not {@link State#GONE}
     */
    public static List<State> service(State now, int serving, int live) {
        if (serving > 0) {
            return switch (now) {
                case PROVISION -> List.of(READY, RUN);
                case READY, FAILED -> List.of(RUN);
                case DESTROY -> List.of(PROVISION, READY, RUN);
                default -> List.of();
            };
        }
        return switch (now) {
            case RUN, UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN -> List.of(FAILED);
            case PROVISION, READY -> live == 0 ? List.of(FAILED) : List.of();
            default -> List.of();
        };
    }
}
