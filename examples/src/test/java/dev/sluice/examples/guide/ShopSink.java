package dev.sluice.examples.guide;

import dev.sluice.data.KeyValue;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;

// snippet: sink
/** Adds numbers to the rows of a shop. The key of what was added is kept with it, in the same transaction. */
record ShopSink(String address) implements Sink<KeyValue<String, Long>> {
    @Override
    public String name() {
        return "shop " + address;
    }

    @Override
    public Delivery delivery() {
        return Delivery.IDEMPOTENT;
    }

    @Override
    public Writer<KeyValue<String, Long>> open(OutputKey key, int partition, int partitions) {
        Shop.Connection shop = Shop.connect(address);
        String mark = key.partition(partition);
        return new Writer<>() {
            @Override
            public void write(KeyValue<String, Long> count) {
                shop.add(count.key(), count.value());
            }

            @Override
            public String stage() {
                if (shop.get(mark) == 0) {
                    shop.put(mark, 1);
                    shop.commit();
                }
                return "";
            }

            @Override
            public void close() {
                shop.close();
            }
        };
    }
}
// end
