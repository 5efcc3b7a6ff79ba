package dev.sluice.testkit;

import dev.sluice.AnyStream;
import dev.sluice.Builder;
import dev.sluice.PairDStream;
import dev.sluice.error.InvalidProgramException;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program to be run over a table, made by {@link StreamCheck}. Nothing runs before {@link #gives} or
 * {@link #failureWithin}. An immutable value: each setting gives a changed copy.
 *
 * @param <U> what comes out of the program
 */
public final class Check<U> {
    private final Function<StreamTester, AnyStream<U, ?, ?>> program;
    private final UnaryOperator<Builder> settings;
    private final @Nullable Boolean ordered;

    Check(Function<StreamTester, AnyStream<U, ?, ?>> program) {
        this(program, builder -> builder, null);
    }

    private Check(
            Function<StreamTester, AnyStream<U, ?, ?>> program,
            UnaryOperator<Builder> settings,
            @Nullable Boolean ordered) {
        this.program = program;
        this.settings = settings;
        this.ordered = ordered;
    }

    /** With more settings of the context. */
    public Check<U> with(UnaryOperator<Builder> moreSettings) {
        return new Check<>(program, builder -> moreSettings.apply(settings.apply(builder)), ordered);
    }

    /** Records within a batch may come in any order: the default for streams with keys. */
    public Check<U> inAnyOrder() {
        return new Check<>(program, settings, false);
    }

    /** Records within a batch must come in the order of the table: the default for streams without keys. */
    public Check<U> inOrder() {
        return new Check<>(program, settings, true);
    }

    /**
     * Runs as many batches as the table has.
     *
     * @throws AssertionError naming every batch that differs, with what was expected and what came
     * @throws RuntimeException the failure that stopped the context
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final void gives(List<U>... expected) {
        gives(List.of(expected));
    }

    /** As {@link #gives(List[])}, for tables that were computed. */
    public void gives(List<? extends List<U>> expected) {
        if (expected.isEmpty()) {
            throw new InvalidProgramException("a table must have at least one batch; try gives(batch(...))");
        }
        try (StreamTester tester = StreamTester.create(settings)) {
            AnyStream<U, ?, ?> stream = program.apply(tester);
            boolean inOrder = ordered == null ? !(stream instanceof PairDStream) : ordered;
            Collected<U> collected = tester.collect(stream);
            tester.runBatches(expected.size());
            Comparison.of(expected, collected, inOrder).throwIfDifferent();
        }
    }

    /**
     * Runs batches until one fails, at most so many.
     *
     * @return the failure
     * @throws AssertionError if none fails
     */
    public Throwable failureWithin(int batches) {
        try (StreamTester tester = StreamTester.create(settings)) {
            Collected<U> ignored = tester.collect(program.apply(tester));
            return tester.failureWithin(batches);
        }
    }
}
