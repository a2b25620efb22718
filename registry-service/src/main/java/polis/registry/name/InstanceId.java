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

/** An instance's id: Eureka clients use {@code host:application:port}, so it is wider than a DNS label. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = InstanceId.PATTERN)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface InstanceId {

    /** At most 253 visible ASCII characters that need no escape in a path. */
    String PATTERN = "[A-Za-z0-9][-A-Za-z0-9._:@+~]{0,252}";

    String message() default "must be at most 253 letters, digits and the signs - . _ : @ + ~, beginning with a letter or digit";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
