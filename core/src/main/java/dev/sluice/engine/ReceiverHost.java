package dev.sluice.engine;

import dev.sluice.storage.RecordCodec;
import dev.sluice.time.Scheduler;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Runs receivers in the processes where an engine runs tasks, beside the tasks and not as one. Each is an agent there,
 * which tells its owner in the program's process what it took in. There is one agent for an owner at a time: when its
 * process is lost or falls silent, the epoch is over, whatever that process still says is refused, and another agent
 * begins elsewhere. Thread-safe.
 */
public interface ReceiverHost {
    /**
     * Places an agent; returns at once.
     *
     * @throws dev.sluice.error.InvalidProgramException if the agent cannot be sent to another process
     */
    Hosting place(Agent agent, Owner owner);

    /** An agent that is placed somewhere, or is about to be, until this is closed. */
    interface Hosting extends AutoCloseable {
        /** Ends the epoch: from when this returns on the owner is not asked any more. May be called again. */
        @Override
        void close();
    }

    /** What runs elsewhere; sent by copy to each process that it is to run in. */
    interface Agent extends Serializable {
        /** What people know it by. */
        String name();

        /** The host to run on, where there is a choice. */
        Optional<String> preferredHost();

        /** Begins to work, and returns at once. Called once on each copy. */
        void begin(Site site);

        /** Ends all work at once: the epoch is over. May be called from any thread, also twice. */
        void end();
    }

    /** The process that an agent runs in, during one epoch. Thread-safe. */
    interface Site {
        /** Keeps blocks here and in other processes; the owner's block store adopts them. */
        BlockStore blocks();

        /** The codec of the program's records. */
        RecordCodec codec();

        /** Runs what is to happen later. */
        Scheduler scheduler();

        /**
         * Tells the owner something and waits for what it says to that.
         *
         * @throws dev.sluice.error.FencedException if the epoch is over; the agent has nothing more to do
         * @throws IOException if no answer came; the owner may have heard it nevertheless
         */
        Serializable ask(Serializable message) throws IOException, InterruptedException;
    }

    /** Who hears of an agent, in the program's process. One call at a time; a call may take as long as a disk does. */
    interface Owner {
        /** A new agent has begun and has said nothing yet. */
        void placed(String location);

        /** The agent's process is lost, or the agent could not begin; another one follows unless this closes the hosting. */
        void lost(String location, String reason);

        /** Answers an agent. One that did not hear the answer may say the same again. */
        Serializable answer(Serializable message);
    }
}
