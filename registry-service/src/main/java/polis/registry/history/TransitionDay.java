package polis.registry.history;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

/**
 * What is left of a day whose steps are no longer kept one by one.
 *
 * @param day in UTC
 * @param steps of the service and of its instances
 * @param failures how many of them led to FAILED
 * @param lastState the last that the service itself went to on that day; missing where it did not move
 */
public record TransitionDay(LocalDate day, long steps, long failures, @Nullable State lastState) {}
