package polis.dependencymap.check;

/** What can be asked of an architecture. */
enum Rule {
    NO_NEW_CYCLE("noNewCycle", "No edge may lie on a dependency cycle that lay on none before."),
    MAX_DEPTH("maxDepth", "The longest chain of calls may not be longer than the limit."),
    NO_UNDECLARED_EDGE("noUndeclaredEdge", "No service may call another one without declaring it."),
    NO_TIER_INVERSION("noTierInversion", "No vital service may wait for a less vital one.");

    private final String id;
    private final String meaning;

    Rule(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    String id() {
        return id;
    }

    String meaning() {
        return meaning;
    }
}
