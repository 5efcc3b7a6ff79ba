package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.StopReport;
import dev.sluice.conformance.simulation.LifePlan.Ending;
import dev.sluice.error.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life of a program, on the thread that runs it. */
final class Life {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PAUSES = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;
    private final Moment moment;
    private final LifePlan plan;

    /**
     * How a life ended.
     *
     * @param failure why the program ended by itself; null if it did not
     * @param complete whether a graceful stop left nothing undone
     */
    record End(boolean died, @Nullable Throwable failure, boolean complete) {
        boolean inOrder() {
            return !died && failure == null && complete;
        }
    }

    Life(World world, Moment moment, LifePlan plan) {
        this.world = world;
        this.moment = moment;
        this.plan = plan;
    }

    End live() throws InterruptedException {
        StreamingContext context = null;
        Throwable failure = null;
        boolean complete = false;
        try {
            context = world.context(moment);
            define(context);
            context.addListener(new RecoveryCost(world, moment));
            context.start();
            run(context);
            complete = end(context);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (context != null) {
            failure = ended(context, failure);
        }
        return new End(moment.disk().isCrashed(), failure, complete);
    }

    private void define(StreamingContext context) {
        List<DStream<Event>> inputs = new ArrayList<>();
        world.feeds().forEach(feed -> inputs.add(world.touched(feed.define(context, moment), moment.number())));
        for (int i = 0; i < inputs.size(); i++) {
            world.inputs().get(i).define(inputs.get(i), moment);
        }
        for (int i = 0; i < world.outputs().size(); i++) {
            Stream stream = world.program().outputs().get(i).stream();
            world.outputs().get(i).define(stream.define(inputs), moment);
        }
    }

    private void run(StreamingContext context) throws InterruptedException {
        for (Feed feed : world.feeds()) {
            feed.started(context);
        }
        for (int second = 0; second < plan.given().size(); second++) {
            if (second == plan.healAfter()) {
                moment.disk().clearFaults();
            }
            for (Feed feed : world.feeds()) {
                feed.give(moment, plan.given().get(second));
            }
            moment.clock().advance(SECOND);
            if (context.failure().isPresent()) {
                return;
            }
        }
    }

    private boolean end(StreamingContext context) {
        if (context.failure().isPresent()) {
            return false;
        }
        if (plan.ending() == Ending.KILLED) {
            moment.disk().crash();
            return false;
        }
        if (plan.mishap() != null && !plan.mishap().deadly()) {
            heal();
        }
        StopReport report = context.stop(plan.ending() == Ending.GRACEFUL);
        boolean inOrder = report.steps().stream().noneMatch(step -> step.contains("not be closed"));
        return report.complete() && inOrder && plan.ending() == Ending.GRACEFUL;
    }

    /** A graceful stop waits for pauses to end, but nobody would wind the clock meanwhile. */
    private void heal() {
        moment.disk().clearFaults();
        moment.clock().advance(PAUSES);
    }

    /** Waits until the context has stopped; returns why, if it did so by itself. */
    private @Nullable Throwable ended(StreamingContext context, @Nullable Throwable failure)
            throws InterruptedException {
        try {
            if (context.failure().isEmpty()) {
                context.stop();
            }
            if (!context.awaitTerminationOrTimeout(PATIENCE)) {
                return new SluiceException("the context does not stop");
            }
            return failure;
        } catch (Throwable thrown) {
            return failure == null ? thrown : failure;
        }
    }
}
