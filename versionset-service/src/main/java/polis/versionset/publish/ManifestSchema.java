package polis.versionset.publish;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import polis.versionset.manifest.ManifestJson;
import polis.versionset.schema.Form;

/** Describes the normal form in the OpenAPI document by the manifest's shapes. */
@Configuration(proxyBeanMethods = false)
class ManifestSchema {

    @Bean
    OpenApiCustomizer manifestInNormalForm() {
        return api -> api.getComponents().addSchemas("Manifest",
                Json31.mapper().convertValue(ManifestJson.schema(Form.NORMAL), Schema.class));
    }

}
