package polis.scheduler.cluster;

/** Opens the gateway's traffic to an instance, or pulls it and tells what is still under way. */
public interface Traffic {

    /** What the gateway said. */
    sealed interface Answer {

        /** It did, and so many requests are under way. */
        record Done(int inFlight) implements Answer {}

        /** It does not know the instance. */
        record Unknown() implements Answer {}

        /** It cannot be reached, so that no traffic goes through it either. */
        record Away() implements Answer {}
    }

    Answer open(String service, String instance);

    Answer pull(String service, String instance);
}
