package dev.sluice.kafkaserver;

import java.nio.file.Path;
import java.util.List;

/** The settings of a broker that stands alone and is small. */
record BrokerProperties(int port, int controllerPort, Path data) {
    List<String> lines() {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + data,
                "auto.create.topics.enable=false",
                // one broker holds everything once
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=4",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                // a broker that was killed is back at once
                "broker.session.timeout.ms=1500",
                "broker.heartbeat.interval.ms=300",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=2097152",
                "log.initial.task.delay.ms=100",
                "log.retention.check.interval.ms=200",
                "file.delete.delay.ms=0");
    }
}
