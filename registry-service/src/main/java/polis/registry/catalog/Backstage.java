package polis.registry.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.registry.description.DescriptionReader;
import polis.registry.description.Link;
import polis.registry.description.ServiceDescription;
import polis.registry.name.DnsLabel;
import tools.jackson.databind.JsonNode;

/**
 * Translates Backstage's {@code catalog-info.yaml}. A Component is a service; its System says the domain, and the owner
 * where the Component names none; the Group that owns it says whom to call. An API that one Component provides and
 * another consumes is a dependency. Fields that are not read are let pass: the file is written for somebody else.
 */
final class Backstage {

    static final String API_GROUP = "backstage.io/";

    private static final Pattern LABEL = Pattern.compile(DnsLabel.PATTERN);

    /** Where our fields come from in theirs, for the pointers of errors. */
    private static final Map<String, String> ORIGINS = Map.of("title", "metadata/title", "description",
            "metadata/description", "tags", "metadata/tags", "links", "metadata/links", "owner", "spec/owner", "onCall",
            "metadata/annotations", "repository", "metadata/annotations", "domain", "spec/system", "dependsOn",
            "spec/dependsOn");

    private final DescriptionReader reader;
    private final Entries entries;
    private final CatalogErrors errors;
    private final List<Entity> components = new ArrayList<>();
    private final Map<String, Entity> systems = new HashMap<>();
    private final Map<String, Entity> groups = new HashMap<>();
    private final Map<String, String> providers = new HashMap<>();
    private final List<ImportReport.Skipped> skipped = new ArrayList<>();

    Backstage(DescriptionReader reader, Entries entries, CatalogErrors errors) {
        this.reader = reader;
        this.entries = entries;
        this.errors = errors;
    }

    /** What was not imported, and why. */
    List<ImportReport.Skipped> skipped() {
        return skipped;
    }

    /** Takes a document in; what it means is known when all are. */
    void read(int document, JsonNode tree) {
        var entity = new Entity(document, tree.path("kind").asString(""), tree, errors);
        if (entity.name().isEmpty()) {
            errors.add(entity.at() + "/metadata/name", "must name the entity");
            return;
        }
        switch (entity.kind()) {
            case "Component" -> component(entity);
            case "System" -> systems.put(entity.name(), entity);
            case "Group" -> groups.put(entity.name(), entity);
            default -> skip(entity, "The registry holds services only and skips this kind.");
        }
    }

    private void component(Entity entity) {
        if ("library".equals(entity.text("spec", "type"))) {
            skip(entity, "A library does not run by itself.");
            return;
        }
        components.add(entity);
        entity.texts("spec", "providesApis").forEach(api -> providers.put(EntityRef.of(api).name(), entity.name()));
    }

    private void skip(Entity entity, String reason) {
        skipped.add(new ImportReport.Skipped(entity.document(), entity.kind(), entity.name(), reason));
    }

    /** Enters the services that the documents describe. */
    void finish() {
        for (Entity component : components) {
            String name = label(component.name(), component.at() + "/metadata/name");
            ServiceDescription said = description(component, component.name());
            boolean fits = reader.check(said, "",
                    error -> errors.add(new FieldError(component.at() + "/" + origin(error), error.message())));
            if (name != null && fits) {
                entries.add(component.document(), component.at(), name, said);
            }
        }
    }

    private static String origin(FieldError error) {
        String field = Objects.requireNonNullElse(error.pointer(), "/").split("/", 3)[1];
        return ORIGINS.getOrDefault(field, "spec");
    }

    private ServiceDescription description(Entity component, String name) {
        Entity system = systems.get(reference(component, "system"));
        String owner = reference(component, "owner");
        if (owner.isEmpty() && system != null) {
            owner = reference(system, "owner");
        }
        return new ServiceDescription(component.text("metadata", "title"), component.text("metadata", "description"),
                null, owner.isEmpty() ? null : owner, onCall(component, owner), repository(component),
                domain(component, system), tags(component), links(component), dependsOn(component, name));
    }

    private static String reference(Entity entity, String field) {
        String text = entity.text("spec", field);
        return text == null ? "" : EntityRef.of(text).name();
    }

    private @Nullable String onCall(Entity component, String owner) {
        String pagerDuty = annotation(component, "pagerduty.com/service-id");
        if (pagerDuty != null) {
            return "pagerduty:" + pagerDuty;
        }
        String opsgenie = annotation(component, "opsgenie.com/team");
        if (opsgenie != null) {
            return "opsgenie:" + opsgenie;
        }
        Entity group = groups.get(owner);
        return group == null ? null : group.text("spec", "profile", "email");
    }

    private static @Nullable String repository(Entity component) {
        String source = annotation(component, "backstage.io/source-location");
        if (source != null) {
            return source.startsWith("url:") ? source.substring("url:".length()) : source;
        }
        String slug = annotation(component, "github.com/project-slug");
        return slug == null ? null : "https://github.com/" + slug;
    }

    private static @Nullable String annotation(Entity component, String name) {
        return component.text("metadata", "annotations", name);
    }

    private @Nullable String domain(Entity component, @Nullable Entity system) {
        String domain = system == null ? "" : reference(system, "domain");
        if (domain.isEmpty()) {
            domain = reference(component, "system");
        }
        return domain.isEmpty() ? null : label(domain, component.at() + "/spec/system");
    }

    /** Backstage's lifecycle is a stage of maturity and not what a service is doing: it is kept as a tag. */
    private static List<String> tags(Entity component) {
        var tags = new LinkedHashSet<>(component.texts("metadata", "tags"));
        String lifecycle = component.text("spec", "lifecycle");
        var more = new ArrayList<String>();
        if (lifecycle != null) {
            more.add("lifecycle:" + lifecycle.replace(' ', '-'));
        }
        component.texts("spec", "providesApis").forEach(api -> more.add("api:" + EntityRef.of(api).name()));
        // What the author did not write as a tag is none of his errors where it is not fit for one.
        more.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).filter(ServiceDescription::isTag).forEach(tags::add);
        return List.copyOf(tags);
    }

    private static List<Link> links(Entity component) {
        var links = new ArrayList<Link>();
        for (JsonNode link : component.tree().path("metadata").path("links")) {
            String url = link.path("url").asString("");
            String title = link.path("title").asString("");
            String type = link.path("type").asString("");
            links.add(new Link(title.isEmpty() ? null : title, url, type.isEmpty() ? null : type));
        }
        return links;
    }

    private List<String> dependsOn(Entity component, String name) {
        Set<String> callees = new LinkedHashSet<>();
        component.texts("spec", "dependsOn").stream().map(EntityRef::of).filter(ref -> ref.is("component"))
                .forEach(ref -> callees.add(ref.name()));
        component.texts("spec", "consumesApis").stream().map(api -> providers.get(EntityRef.of(api).name()))
                .filter(Objects::nonNull).forEach(callees::add);
        callees.remove(name);
        return callees.stream().map(callee -> label(callee, component.at() + "/spec/dependsOn"))
                .filter(Objects::nonNull).toList();
    }

    /** Names there may have capitals, underscores and dots; nothing, and a complaint, where that is not all. */
    private @Nullable String label(String name, String pointer) {
        String label = name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
        if (LABEL.matcher(label).matches()) {
            return label;
        }
        errors.add(pointer,
                "cannot be made a DNS label: at most 63 letters, digits, - _ and ., with a letter or digit at both ends");
        return null;
    }
}
