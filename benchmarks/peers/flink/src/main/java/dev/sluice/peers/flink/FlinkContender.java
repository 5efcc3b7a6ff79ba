package dev.sluice.peers.flink;

import dev.sluice.peers.workload.Contender;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Trial;
import dev.sluice.peers.workload.Workload;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The workloads on Flink: in its own process, with objects reused and state on the heap. */
public final class FlinkContender implements Contender {
    private static final Duration BUFFERS_AT_A_RATE = Duration.ofMillis(1);

    private final JobClient job;
    private final Form form;

    private FlinkContender(Setting setting) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(Input.SHARES, configuration(setting));
        if (setting.workload() == Workload.DURABLE_STATE) {
            environment.enableCheckpointing(Setting.SNAPSHOTS.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        }
        if (setting.workload() == Workload.LATENCY) {
            environment.setBufferTimeout(BUFFERS_AT_A_RATE.toMillis());
        }
        form = new FlinkPrograms(environment).define(setting.workload());
        job = environment.executeAsync(setting.workload().toString());
    }

    private static Configuration configuration(Setting setting) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                setting.directory().toUri().toString());
        return configuration;
    }

    /** Runs it with the arguments of a {@link Setting}. */
    public static void main(String[] arguments) {
        Trial.run(arguments, FlinkContender::new);
    }

    @Override
    public String version() {
        return EnvironmentInformation.getVersion();
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public void finish() throws Exception {
        job.getJobExecutionResult().get();
    }
}
