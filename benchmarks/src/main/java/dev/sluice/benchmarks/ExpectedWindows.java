package dev.sluice.benchmarks;

import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the seconds of some inputs come to, looked at one after another. */
final class ExpectedWindows {
    private ExpectedWindows() {}

    /** The largest value of each key over the window that ends with each second. */
    static long maxima(Input<Object> input, long seconds) {
        int distinct = input.records(0).length / input.unit();
        List<Map<Long, Long>> ofSecond = IntStream.range(0, distinct)
                .mapToObj(second -> {
                    Map<Long, Long> maxima = new HashMap<>();
                    records(
                            input,
                            second,
                            record -> maxima.merge(
                                    Data.measuredKey((Long) record), Data.measuredValue((Long) record), Math::max));
                    return maxima;
                })
                .toList();
        Map<Long, Map<Long, Long>> ofWindow = new HashMap<>();
        long answer = 0;
        for (long second = 0; second < seconds; second++) {
            long oldest = Math.max(0, second - Math.min(input.slides(), distinct) + 1);
            long last = second;
            Map<Long, Long> window = second < distinct
                    ? maximaOf(ofSecond, oldest, last)
                    : ofWindow.computeIfAbsent(second % distinct, unused -> maximaOf(ofSecond, oldest, last));
            for (Map.Entry<Long, Long> each : window.entrySet()) {
                answer += Tally.windowed(second, each.getKey(), each.getValue());
            }
        }
        return answer;
    }

    private static Map<Long, Long> maximaOf(List<Map<Long, Long>> ofSecond, long from, long to) {
        Map<Long, Long> window = new HashMap<>();
        for (long second = from; second <= to; second++) {
            ofSecond.get((int) (second % ofSecond.size())).forEach((key, max) -> window.merge(key, max, Math::max));
        }
        return window;
    }

    /** The views of each campaign in each second, all of which have the same events. */
    static long views(Input<Object> input, long seconds) {
        Map<String, Long> counts = new HashMap<>();
        records(input, 0, record -> {
            boolean view = record instanceof AdEvent event
                    ? event.eventType().equals(AdEvent.VIEW)
                    : ((String) record).contains("\"event_type\":\"" + AdEvent.VIEW + "\"");
            if (view) {
                String ad = record instanceof AdEvent event ? event.ad() : textOf((String) record, "ad_id");
                counts.merge(AdData.campaign(ad), 1L, Long::sum);
            }
        });
        long answer = 0;
        for (long second = 0; second < seconds; second++) {
            for (Map.Entry<String, Long> each : counts.entrySet()) {
                answer += Tally.windowed(second, AdData.number(each.getKey()), each.getValue());
            }
        }
        return answer;
    }

    private static String textOf(String line, String name) {
        String before = "\"" + name + "\":\"";
        int from = line.indexOf(before) + before.length();
        return line.substring(from, line.indexOf('"', from));
    }

    /** The sessions that are known to have ended within so many seconds. */
    static long sessions(Input<Object> input, long seconds) {
        int distinct = input.records(0).length / input.unit();
        Map<Long, long[]> open = new HashMap<>();
        long answer = 0;
        for (long second = 0; second < seconds; second++) {
            long now = second;
            long[] ended = new long[1];
            open.entrySet().removeIf(session -> {
                boolean ends = session.getValue()[0] == now - Data.SESSION_SILENCE;
                ended[0] += ends ? Tally.windowed(now, session.getKey(), session.getValue()[1]) : 0;
                return ends;
            });
            answer += ended[0];
            records(input, (int) (second % distinct), record -> {
                long[] session = open.computeIfAbsent((Long) record, key -> new long[2]);
                session[0] = now;
                session[1]++;
            });
        }
        return answer;
    }

    private static void records(Input<Object> input, int second, Consumer<Object> action) {
        for (int source = 0; source < input.sources(); source++) {
            Object[] all = input.records(source);
            for (int record = second * input.unit(); record < (second + 1) * input.unit(); record++) {
                action.accept(all[record]);
            }
        }
    }
}
