package dev.sluice.window;

import java.util.List;

/** Some of what keys have in one slice, by reference. */
record SliceRows<K, A>(long id, List<K> keys, List<A> partials) {}
