package polis.postgres.test;

import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Its equality is part of the key under which Spring keeps contexts: one database per owner. */
record PostgresContextCustomizer(Class<?> owner, String service, boolean dedicated) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TestDatabase database = dedicated ? TestDatabase.dedicated(service) : TestDatabase.create(service);
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("postgres-test",
                        Map.of("spring.datasource.url", database.jdbcUrl(), "spring.datasource.username",
                                database.username(), "spring.datasource.password", database.password(),
                                // Contexts live until the JVM ends: none may keep connections that it does not use.
                                "spring.datasource.hikari.minimum-idle", 0)));
        // A bean definition and not a singleton: it is closed after the beans that use it.
        var definition = new RootBeanDefinition(TestDatabase.class, () -> database);
        definition.setDestroyMethodName("close");
        ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("testDatabase", definition);
    }
}
