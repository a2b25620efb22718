package polis.versionset.publish;

import polis.versionset.manifest.Manifest;

/** Something that a manifest must pass before it is recorded. Changes nothing: a dry run asks it as well. */
interface Gate {

    Verdict check(Manifest manifest);

}
