package polis.versionset.evidence;

import jakarta.persistence.AttributeConverter;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class VersionsConverter implements AttributeConverter<SortedMap<String, String>, String> {

    @Override
    public String convertToDatabaseColumn(SortedMap<String, String> versions) {
        return JsonMapper.shared().writeValueAsString(versions);
    }

    @Override
    public SortedMap<String, String> convertToEntityAttribute(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<TreeMap<String, String>>() {});
    }

}
