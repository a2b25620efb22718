package polis.registry.name;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A DNS-1123 label: what services, nodes and domains are named by. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = DnsLabel.PATTERN)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface DnsLabel {

    /** At most 63 lower-case letters, digits and inner hyphens. */
    String PATTERN = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    String message() default "must be a DNS label: at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
