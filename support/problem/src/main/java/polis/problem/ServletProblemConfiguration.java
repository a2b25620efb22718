package polis.problem;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
class ServletProblemConfiguration {

    /** Behind the observation filter, which puts the trace id into the logging context. */
    private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    ServletProblemWriter servletProblemWriter(Problems problems) {
        return new ServletProblemWriter(problems);
    }

    @Bean
    FilterRegistrationBean<ServletProblemFilter> servletProblemFilter(ServletProblemWriter writer) {
        FilterRegistrationBean<ServletProblemFilter> filter = new FilterRegistrationBean<>(
                new ServletProblemFilter(writer));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setOrder(AFTER_OBSERVATION);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(HttpProperties properties) {
        FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(
                new BodyLimitFilter(properties.maxBody()));
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(AFTER_OBSERVATION + 1);
        return filter;
    }

    @Bean
    @ConditionalOnMissingBean(ErrorController.class)
    ServletProblemController servletProblemController(ServletProblemWriter writer) {
        return new ServletProblemController(writer);
    }

    @Bean
    WebMvcConfigurer servletProblemResolver(ServletProblemWriter writer) {
        return new WebMvcConfigurer() {

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                // Behind the service's own exception handlers, before those that answer without a document.
                int handlers = (int) resolvers.stream().filter(ExceptionHandlerExceptionResolver.class::isInstance)
                        .count();
                resolvers.add(handlers, new ServletProblemResolver(writer));
            }
        };
    }

    /** Only what the server reads is strict: a client of another service must not break when that one adds a field. */
    @Bean
    @Order(1)
    ServerHttpMessageConvertersCustomizer strictJson(JsonMapper json) {
        JsonMapper strict = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
    }
}
