package polis.versionset.revision;

import polis.versionset.manifest.Manifest;

/** Published inside the transaction in which a revision becomes the current one, new or once more. */
public record BecameCurrent(long revision, Manifest manifest) {}
