package polis.architecture.test.example.leaning;

import polis.architecture.test.example.files.Reader;

record Reading(Reader reader) {}
