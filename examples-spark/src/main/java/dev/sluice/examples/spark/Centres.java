package dev.sluice.examples.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.clustering.StreamingKMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;

// snippet: spark-mllib-model
/** The centres of clusters, as MLlib's k-means moves them with each batch. Never changes: fitting gives new ones. */
record Centres(StreamingKMeansModel model) implements Serializable {
    private static final double KEPT_FROM_BATCH_TO_BATCH = 0.5;

    /** Centres that weigh as much as one record each. */
    static Centres at(List<Vector> places) {
        double[] weights = places.stream().mapToDouble(place -> 1.0).toArray();
        return new Centres(new StreamingKMeansModel(places.toArray(Vector[]::new), weights));
    }

    /** Those after a batch; MLlib changes a model in place, so it gets a copy. */
    Centres fittedTo(JavaRDD<Vector> batch) {
        Vector[] places = Stream.of(model.clusterCenters()).map(Vector::copy).toArray(Vector[]::new);
        double[] weights = model.clusterWeights().clone();
        return new Centres(
                new StreamingKMeansModel(places, weights).update(batch.rdd(), KEPT_FROM_BATCH_TO_BATCH, "batches"));
    }

    /** How far it is from a place to the nearest centre. */
    double distance(Vector place) {
        return Math.sqrt(Vectors.sqdist(place, model.clusterCenters()[model.predict(place)]));
    }
}
// end
