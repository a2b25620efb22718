package polis.problem;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveProblemConfiguration {

    @Bean
    ReactiveProblemWriter reactiveProblemWriter(Problems problems) {
        return new ReactiveProblemWriter(problems);
    }

    @Bean
    ReactiveProblemHandler reactiveProblemHandler(ReactiveProblemWriter writer) {
        return new ReactiveProblemHandler(writer);
    }

    /** Only what the server reads is strict: a client of another service must not break when that one adds a field. */
    @Bean
    @Order(1)
    WebFluxConfigurer strictJson(JsonMapper json, HttpProperties properties) {
        JsonMapper strict = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        return new WebFluxConfigurer() {

            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().maxInMemorySize(Math.toIntExact(properties.maxBody().toBytes()));
                codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict));
            }
        };
    }
}
