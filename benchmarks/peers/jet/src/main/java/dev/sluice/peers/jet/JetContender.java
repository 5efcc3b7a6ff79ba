package dev.sluice.peers.jet;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.BuildInfoProvider;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.pipeline.Pipeline;
import dev.sluice.peers.workload.Contender;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Trial;
import dev.sluice.peers.workload.Workload;

/** The workloads on Hazelcast Jet: one member, alone, in its own process. */
public final class JetContender implements Contender {
    private final HazelcastInstance member;
    private final Job job;
    private final Form form;

    private JetContender(Setting setting) {
        member = Hazelcast.newHazelcastInstance(configuration());
        Pipeline pipeline = Pipeline.create();
        form = new JetPrograms(pipeline).define(setting.workload());
        JobConfig jobConfiguration = new JobConfig();
        if (setting.workload() == Workload.DURABLE_STATE) {
            jobConfiguration
                    .setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE)
                    .setSnapshotIntervalMillis(Setting.SNAPSHOTS.toMillis());
        }
        job = member.getJet().newJob(pipeline, jobConfiguration);
    }

    private static Config configuration() {
        Config configuration = new Config();
        configuration.getJetConfig().setEnabled(true).setCooperativeThreadCount(Input.SHARES);
        configuration.setProperty("hazelcast.phone.home.enabled", "false");
        configuration.setProperty("hazelcast.socket.bind.any", "false");
        NetworkConfig network = configuration.getNetworkConfig();
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        return configuration;
    }

    /** Runs it with the arguments of a {@link Setting}. */
    public static void main(String[] arguments) {
        Trial.run(arguments, JetContender::new);
    }

    @Override
    public String version() {
        return BuildInfoProvider.getBuildInfo().getVersion();
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public void finish() {
        job.join();
        member.shutdown();
    }
}
