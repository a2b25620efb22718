package polis.registry.instance;

import polis.registry.lifecycle.State;

/**
 * Told inside the process when somebody other than its lease moved or announced an instance.
 *
 * @param app the name its lease is kept under
 */
public record InstanceMoved(String app, String id, State to) {}
