package dev.sluice.examples;

import java.io.Serializable;

/** An order, numbered from 1 by the desk that took it. */
record Order(long number, String article) implements Serializable {}
