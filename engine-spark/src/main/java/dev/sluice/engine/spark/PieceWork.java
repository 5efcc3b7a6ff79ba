package dev.sluice.engine.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The records of a partition in pieces, as they are asked for. */
record PieceWork() implements Work<Records> {
    @Override
    public Iterator<Records> over(Evaluation evaluation, int partition) throws Exception {
        return pieces(evaluation.engine(), evaluation.pullRoot(0, evaluation.task(partition)));
    }

    static Iterator<Records> pieces(String engine, Iterator<?> records) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public Records next() {
                List<Object> piece = new ArrayList<>();
                while (piece.size() < Records.PIECE_MAX && records.hasNext()) {
                    piece.add(records.next());
                }
                return Records.held(engine, piece);
            }
        };
    }
}
