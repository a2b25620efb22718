package polis.postgres.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

final class PostgresContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
            List<ContextConfigurationAttributes> attributes) {
        var descriptor = TestContextAnnotationUtils.findAnnotationDescriptor(testClass, PostgresTest.class);
        if (descriptor == null) {
            return null;
        }
        PostgresTest test = descriptor.getAnnotation();
        return new PostgresContextCustomizer(descriptor.getRootDeclaringClass(), test.value(), test.dedicated());
    }
}
