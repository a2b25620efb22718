package polis.dependencymap.map;

import polis.dependencymap.export.Drawing;
import polis.dependencymap.export.Exporter;

/** A map that is written to its reader piece by piece. */
record Document(Exporter exporter, Drawing drawing) {}
