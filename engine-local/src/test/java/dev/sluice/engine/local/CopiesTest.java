package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.JobGroup;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.function.Function;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.MapStep;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.plan.Plans;
import dev.sluice.plan.Stage;
import dev.sluice.plan.TaskContext;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final Origin ORIGIN = Jobs.origin("map");
    private static final Emitter<Object> NOWHERE = record -> {};

    private final Job job = new Job(new Cancellation("test batch 1"), ORIGIN, 1, (index, ignored) -> {});

    @Test
    void anOperatorSharesItsCodeUntilItHasSeenEnough() {
        Copies copies = new Copies(100);
        assertThat(mapping(copies, 60)).isInstanceOf(shared().getClass());
        assertThat(mapping(copies, 40)).isInstanceOf(shared().getClass());

        assertThat(mapping(copies, 1).getClass().isHidden()).isTrue();
    }

    @Test
    void copiesOfOneOperatorAreOfOneClass() {
        Copies copies = new Copies(0);
        assertThat(mapping(copies, 0).getClass()).isEqualTo(mapping(copies, 0).getClass());
    }

    @Test
    void anotherPlaceOrFunctionOrReceiverMakesAnotherClass() {
        Steps steps = new Steps(job, Checks.NONE, new Copies(0));
        Function<String, Object> trim = String::trim;
        Function<String, Object> strip = String::strip;
        List<Class<?>> classes = List.of(
                own(steps, trim, ORIGIN, NOWHERE).getClass(),
                own(steps, strip, ORIGIN, NOWHERE).getClass(),
                own(steps, trim, Jobs.origin("other"), NOWHERE).getClass(),
                own(steps, trim, ORIGIN, record -> {}).getClass());
        assertThat(classes).doesNotHaveDuplicates().allMatch(Class::isHidden);
    }

    @Test
    void whatEmitsToACopyIsCopiedAtOnce() {
        Copies copies = new Copies(10);
        mapping(copies, 10);
        Stage<String> copy = mapping(copies, 0);

        Stage<String> before = own(new Steps(job, Checks.NONE, copies), text -> text, Jobs.origin("first"), copy);
        assertThat(before.getClass().isHidden()).isTrue();
    }

    @Test
    void noneIsMadeWhereNoneIsWanted() {
        assertThat(mapping(new Copies(Tuning.NEVER), 1L << 40)).isInstanceOf(shared().getClass());
        assertThat(mapping(new Copies(Tuning.NEVER), 0)).isInstanceOf(shared().getClass());
    }

    @Test
    void aPropertySaysWhenCopiesAreMade() {
        assertThat(Tuning.copyAfter(null)).isEqualTo(65_536);
        assertThat(Tuning.copyAfter("0")).isZero();
        assertThat(Tuning.copyAfter("never")).isEqualTo(Tuning.NEVER);
        assertThatThrownBy(() -> Tuning.copyAfter("soon"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("the system property sluice.local.copyAfter must be a number of records or \"never\","
                        + " but was \"soon\"");
    }

    @Test
    void aCopyGoesOnWhereTheOriginalStood() throws Exception {
        List<Object> out = new ArrayList<>();
        Stage<String> copy = own(new Steps(job, Checks.NONE, new Copies(0)), String::length, ORIGIN, out::add);
        copy.emit("four");
        copy.finish();
        assertThat(out).containsExactly(4);
    }

    @Test
    void aFailureShowsTheLineOfTheProgramAndNothingOfTheCopy() {
        try (LocalEngine engine = Mode.SHARED.engine();
                JobGroup group = Mode.group(engine)) {
            PlanNode<Integer> divided = Plans.map(Plans.ofList(List.of(1, 0), 1, ORIGIN), CopiesTest::inverse, ORIGIN);
            assertThatThrownBy(() -> Jobs.push(group, divided))
                    .isInstanceOf(OperatorException.class)
                    .hasMessage("map at Program.java:7 failed on record 0: java.lang.ArithmeticException: / by zero")
                    .cause()
                    .satisfies(cause ->
                            assertThat(cause.getStackTrace()[0].getMethodName()).isEqualTo("inverse"))
                    .satisfies(
                            cause -> assertThat(Stream.of(cause.getStackTrace()).map(StackTraceElement::getClassName))
                                    .noneMatch(name -> name.contains("/0x")));
        }
    }

    @Test
    void aChainTooLongToBeInlinedIsRight() {
        PlanNode<Integer> node = Plans.ofList(IntStream.range(0, 1_000).boxed().toList(), 2, ORIGIN);
        for (int step = 0; step < 40; step++) {
            node = Plans.map(node, n -> n + 1, Jobs.origin("map" + step));
        }
        try (LocalEngine engine = Mode.SHARED.engine();
                JobGroup group = Mode.group(engine)) {
            assertThat(Jobs.push(group, node).stream().flatMap(List::stream))
                    .containsExactlyElementsOf(
                            IntStream.range(40, 1_040).boxed().toList());
        }
    }

    @Test
    void thousandsOfEnginesLeaveNoClassesBehind() {
        List<WeakReference<Class<?>>> classes = new ArrayList<>();
        for (int engines = 0; engines < 2_000; engines++) {
            classes.add(new WeakReference<>(classOfCopyInAnEngine()));
        }
        for (int collections = 0; collections < 50 && alive(classes) > 0; collections++) {
            System.gc();
        }
        assertThat(alive(classes)).isZero();
    }

    private static long alive(List<WeakReference<Class<?>>> classes) {
        return classes.stream().filter(reference -> reference.get() != null).count();
    }

    private static Class<?> classOfCopyInAnEngine() {
        try (LocalEngine engine = Mode.SHARED.engine()) {
            Job job = new Job(new Cancellation("test batch 1"), ORIGIN, 1, (index, ignored) -> {});
            Steps steps = new Steps(job, Checks.NONE, engine.copies());
            return own(steps, CopiesTest::same, ORIGIN, NOWHERE).getClass();
        }
    }

    private static int inverse(int number) {
        return 1 / number;
    }

    /** A step opened, and told that so many records went through it. */
    private Stage<String> mapping(Copies copies, long records) {
        Steps steps = new Steps(job, Checks.NONE, copies);
        Stage<String> stage = own(steps, CopiesTest::same, ORIGIN, NOWHERE);
        steps.passed(records);
        return stage;
    }

    private static Object same(String text) {
        return text;
    }

    private static <O> Stage<String> own(
            Steps steps, Function<String, O> function, Origin origin, Emitter<? super O> out) {
        return steps.own(new MapStep<>(function).open(task(), origin, out), origin, out);
    }

    private static Stage<String> shared() {
        return new MapStep<String, Object>(CopiesTest::same).open(task(), ORIGIN, NOWHERE);
    }

    private static TaskContext task() {
        return new TaskContext(0, (origin, record, cause) -> {
            throw new AssertionError(cause);
        });
    }
}
