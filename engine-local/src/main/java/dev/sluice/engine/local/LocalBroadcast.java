package dev.sluice.engine.local;

import dev.sluice.engine.Engine;

/** A value that tasks read where it is. */
record LocalBroadcast<T>(T value) implements Engine.Broadcast<T> {}
