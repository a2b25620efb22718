package polis.pure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package of plain functions: what they return depends on their arguments alone, time included. Its classes use
 * {@code java..}, JSpecify and other pure packages, and of {@code java..} nothing that reaches out of the process, asks
 * for the time or parses expressions. Each module's architecture test finds the mark and checks the promise.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
public @interface Pure {}
