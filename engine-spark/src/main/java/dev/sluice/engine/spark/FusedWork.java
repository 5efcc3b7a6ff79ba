package dev.sluice.engine.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Runs a job's task over a partition whose stateful nodes are evaluated by the way.
 *
 * @param states how many; what they left of their states is what stands beside the stage's plan
 */
record FusedWork<R>(Work<Carried<R>> work, int states) implements Work<FusedWork.Result<R>> {
    /**
     * What became of a partition.
     *
     * @param written of each state, in the order of the plan
     */
    @DefaultSerializer(JavaSerializer.class)
    record Result<R>(List<Carried<Written>> written, Carried<R> result) implements Serializable {}

    /** The states come first, so that they are evaluated whole however little the task reads. */
    @Override
    public Iterator<Result<R>> over(Evaluation evaluation, int partition) throws Exception {
        List<Carried<Written>> written = new ArrayList<>(states);
        for (int state = 0; state < states; state++) {
            written.add(evaluation.<Carried<Written>>beside(state, partition).next());
        }
        Carried<R> result = work.over(evaluation, partition).next();
        return Collections.singleton(new Result<>(written, result)).iterator();
    }
}
