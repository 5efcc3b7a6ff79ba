package dev.sluice.engine.local;

import dev.sluice.plan.Emitter;
import java.io.Serializable;

/** What is demanded of functions and records, so that a program that works here works on a cluster too. Thread-safe. */
interface Checks {
    /** Demands nothing. */
    Checks NONE = new Checks() {
        @Override
        public void function(Serializable function, Object origin) {}

        @Override
        public void task(Serializable task, Object origin) {}

        @Override
        public <T> Emitter<? super T> records(Emitter<? super T> out, Object origin) {
            return out;
        }
    };

    /** Checks a function or a step before it runs. */
    void function(Serializable function, Object origin);

    /** Checks what a job does before it runs. */
    void task(Serializable task, Object origin);

    /** What takes the records that a cluster would serialize here, and hands them on. */
    <T> Emitter<? super T> records(Emitter<? super T> out, Object origin);
}
