package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.engine.ReceiverHost;
import dev.sluice.error.FencedException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SourceException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers that run on executors, in this JVM; what is lost with a process is in {@link ReceiverLossTest}. */
@Timeout(300)
class ReceiverHostTest {
    private static final Origin ORIGIN = new Origin("receiver", "a test");

    private final Engine engine = engine("executors");
    private final ReceiverHost host = engine.receiverHost().orElseThrow();
    private final Notes notes = new Notes();

    /** Writes down what it is told, and answers with it. */
    private static final class Notes implements ReceiverHost.Owner {
        private final List<String> lines = new ArrayList<>();

        @Override
        public synchronized void placed(String location) {
            lines.add("placed");
        }

        @Override
        public synchronized void lost(String location, String reason) {
            lines.add("lost: " + reason);
        }

        @Override
        public synchronized Serializable answer(Serializable message) {
            if (message.equals("break")) {
                throw new IllegalStateException("broken");
            }
            lines.add("heard " + message);
            return "you said " + message;
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }

    private static Engine engine(String where) {
        return new SparkEngineProvider()
                .start(new EngineSettings("tests", "spark:local[2]", false, Map.of("spark.sluice.receivers", where)));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anAgentIsACopyThatSpeaksToItsOwner() throws Exception {
        EchoAgent original = new EchoAgent("echo", List.of(1, 2));
        host.place(original, notes);
        EchoAgent copy = EchoAgent.next();
        assertThat(copy).isNotSameAs(original);
        assertThat(copy.held()).isEqualTo(List.of(1, 2));
        assertThat(copy.say("hello")).isEqualTo("you said hello");
        assertThat(notes.lines()).containsExactly("placed", "heard hello");
    }

    @Test
    void onlyTheFirstCopyThatSpeaksIsTheAgent() throws Exception {
        host.place(new EchoAgent("echo", ""), notes);
        EchoAgent copy = EchoAgent.next();
        assertThat(copy.say("hello")).isEqualTo("you said hello");
        EchoAgent twin = new EchoAgent("twin", "");
        twin.begin(new AgentSite(((AgentSite) copy.site()).placing()));
        assertThatThrownBy(() -> EchoAgent.next().say("hello"))
                .isInstanceOf(FencedException.class)
                .hasMessage("the receiver has another process now, or is stopped");
        assertThat(copy.say("again")).isEqualTo("you said again");
    }

    @Test
    void whoseHostingIsClosedIsHeardNoMore() throws Exception {
        ReceiverHost.Hosting hosting = host.place(new EchoAgent("echo", ""), notes);
        EchoAgent copy = EchoAgent.next();
        hosting.close();
        assertThatThrownBy(() -> copy.say("hello")).isInstanceOf(FencedException.class);
        assertThat(notes.lines()).isEmpty();
    }

    @Test
    void anAgentThatIsSilentForTooLongIsLostAndAnotherBegins() throws Exception {
        SparkHosting hosting = (SparkHosting) host.place(new EchoAgent("echo", ""), notes);
        EchoAgent first = EchoAgent.next();
        assertThat(first.say("hello")).isEqualTo("you said hello");
        for (int check = 0; check <= SparkReceiverHost.SILENT_CHECKS_MAX; check++) {
            hosting.check();
        }
        EchoAgent second = EchoAgent.next();
        assertThatThrownBy(() -> first.say("I am back")).isInstanceOf(FencedException.class);
        assertThat(second.say("hello")).isEqualTo("you said hello");
        assertThat(notes.lines()).hasSize(5).element(2).asString().endsWith("is not heard of any more");
    }

    @Test
    void anOwnerThatFailsIsAskedAgain() throws Exception {
        host.place(new EchoAgent("echo", ""), notes);
        EchoAgent copy = EchoAgent.next();
        assertThatThrownBy(() -> copy.say("break"))
                .isInstanceOf(IOException.class)
                .hasMessage("the driver failed to answer: java.lang.IllegalStateException: broken");
        assertThat(copy.say("hello")).isEqualTo("you said hello");
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        assertThatThrownBy(() -> host.place(new EchoAgent("echo", new Thread()), notes))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("echo: the receiver cannot be sent to an executor: ")
                .hasMessageEndingWith(
                        "; make what it holds Serializable, or transient and made in onStart, or have receivers"
                                + " run in the driver with the option spark.sluice.receivers=driver");
    }

    @Test
    void aBlockIsReadWhereverItsTaskRunsAndForgottenWhenAsked() throws Exception {
        host.place(new EchoAgent("echo", ""), notes);
        long id = EchoAgent.next().put(List.of(1, 2, 3), StorageLevel.MEMORY_AND_DISK_SER_2);
        Split<Integer> block = engine.blocks()
                .<Integer>adopt(id, 3, StorageLevel.MEMORY_AND_DISK_SER_2, null)
                .split();
        assertThat(block.size()).isEqualTo(3);
        assertThat(collect(block)).containsExactly(1, 2, 3);
        engine.blocks().remove(id);
        awaitBlocks(id, 0);
        assertThatThrownBy(() -> collect(block))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a received block of 3 records is lost with all executors that kept it");
    }

    @Test
    void aBlockThatAllExecutorsLostIsReadFromElsewhere() throws Exception {
        host.place(new EchoAgent("echo", ""), notes);
        long id = EchoAgent.next().put(List.of(1, 2, 3), StorageLevel.MEMORY_ONLY);
        Split<Integer> block = engine.blocks()
                .adopt(id, 3, StorageLevel.MEMORY_ONLY, Split.of(List.of(1, 2, 3)))
                .split();
        ExecutorStore.remove(id);
        awaitBlocks(id, 0);
        assertThat(collect(block)).containsExactly(1, 2, 3);
    }

    @Test
    void blocksThatNobodyTookAreForgottenWithTheirAgent() throws Exception {
        ReceiverHost.Hosting hosting = host.place(new EchoAgent("echo", ""), notes);
        EchoAgent copy = EchoAgent.next();
        long taken = copy.put(List.of(1), StorageLevel.MEMORY_ONLY);
        engine.blocks().adopt(taken, 1, StorageLevel.MEMORY_ONLY, null);
        copy.put(List.of(2), StorageLevel.MEMORY_ONLY);
        awaitBlocks(taken, 2);
        hosting.close();
        assertThat(awaitBlocks(taken, 1)).containsExactly(taken);
    }

    /** Waits until there are so many blocks in the series of one. */
    private static List<Long> awaitBlocks(long one, int count) {
        int series = (int) (one >>> Integer.SIZE);
        List<Long> found = ExecutorStore.ofSeries(series);
        while (found.size() != count) {
            Thread.onSpinWait();
            found = ExecutorStore.ofSeries(series);
        }
        return found;
    }

    @Test
    void receiversMayRunInTheDriver() {
        try (Engine other = engine("driver")) {
            assertThat(other.receiverHost()).isEmpty();
        }
    }

    @Test
    void anotherPlaceForReceiversIsRefused() {
        assertThatThrownBy(() -> engine("somewhere"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("spark.sluice.receivers is \"somewhere\", but must be \"executors\" or \"driver\"");
    }

    private List<Integer> collect(Split<Integer> split) {
        try (JobGroup group = engine.open(new GroupOptions("a batch", FaultHandler.FAIL))) {
            RddContext context = RddContext.ofBatch(engine, group, 1);
            return Rdd.of(context, new Source<>(List.of(split), ORIGIN)).collect();
        }
    }
}
