package polis.dependencymap.span;

import polis.dependencymap.link.Remote;

/** Makes drafts that share their names: a flood of spans would else be mostly the same few words. */
public final class Drafts {

    private final Memo<String, String> names = new Memo<>(Tags::serviceName);
    private final Memo<Remote, Remote> remotes = new Memo<>(remote -> remote);
    private final Sampling sampling;

    public Drafts(SamplingSettings settings) {
        this.sampling = new Sampling(settings.sampling());
    }

    public Draft draft() {
        return new Draft(names, remotes, sampling);
    }
}
