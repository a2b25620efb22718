package polis.architecture.test.example.bare;

class Unmarked {}
