package dev.sluice.engine.spark;

import dev.sluice.engine.ReceiverHost;

/** Begins an agent in the process of a task, which ends at once while the agent stays; tells where that is. */
record Begin(Carried<ReceiverHost.Agent> agent, Types types, Placing placing) implements ErrandRdd.Errand<String> {
    @Override
    public String run(int task) {
        types.learn();
        agent.get().begin(new AgentSite(placing));
        return Spark.location();
    }
}
