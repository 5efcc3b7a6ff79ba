package dev.sluice.engine.spark;

import dev.sluice.error.JobCancelledException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes new copies of received blocks that have lost one. Spark does that once when an executor is lost, as far as there
 * are others then; this does it for what is left, as soon as there are. Used by one thread at a time.
 */
final class Healing {
    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    private final SparkContext context;
    private final Jobs jobs;
    private final SparkBlocks blocks;

    Healing(SparkContext context, Jobs jobs, SparkBlocks blocks) {
        this.context = context;
        this.jobs = jobs;
        this.blocks = blocks;
    }

    /** Heals what can be healed now; what fails is tried again at the next call. */
    void heal() {
        try {
            Heal heal = new Heal(shares());
            if (!heal.shares().isEmpty()) {
                List<Integer> healed = jobs.run(
                        new ErrandRdd<>(context, heal, heal.places()),
                        IntStream.range(0, heal.shares().size()).boxed().toList());
                LOG.info(
                        "{} received blocks have all their copies again",
                        healed.stream().mapToInt(n -> n).sum());
            }
        } catch (JobCancelledException closing) {
            LOG.debug("blocks are not healed any more", closing);
        } catch (Exception failed) {
            LOG.warn("blocks that have too few copies could not be copied now", failed);
        }
    }

    /** For each executor what it has to copy: blocks that have fewer copies than they should and could. */
    private List<Heal.Share> shares() {
        Map<Long, Integer> wanted = new TreeMap<>();
        blocks.adopted().forEach((id, block) -> {
            if (block.copies() > 1) {
                wanted.put(id, block.copies());
            }
        });
        int executors = wanted.isEmpty() ? 0 : ExecutorStore.executors().size();
        if (executors < 2) {
            return List.of();
        }
        Map<String, Map<Long, Integer>> byPlace = new HashMap<>();
        ExecutorStore.holders(List.copyOf(wanted.keySet())).forEach((id, holders) -> {
            int possible = Math.min(wanted.getOrDefault(id, 1), executors);
            if (!holders.isEmpty() && holders.size() < possible) {
                byPlace.computeIfAbsent(holders.get(0).place(), place -> new HashMap<>())
                        .put(id, possible);
            }
        });
        List<Heal.Share> shares = new ArrayList<>();
        byPlace.forEach((place, copies) -> shares.add(new Heal.Share(place, copies)));
        return shares;
    }
}
