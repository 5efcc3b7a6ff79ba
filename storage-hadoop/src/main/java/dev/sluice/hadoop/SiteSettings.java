package dev.sluice.hadoop;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * How this process reaches HDFS: what its {@code core-site.xml} and {@code hdfs-site.xml} say beside Hadoop's defaults,
 * and what Spark was told with {@code spark.hadoop.…}. A few lines, which travel to processes that have no such files.
 */
final class SiteSettings {
    private static final String OF_SPARK = "spark.hadoop.";
    private static final String DEFAULTS = "-default.xml";

    /** What concerns HDFS; keys of other stores, for example, stay where they are. */
    private static final Pattern OF_HDFS = Pattern.compile("(dfs|ipc|net|hadoop|fs\\.hdfs)\\..+|fs\\.defaultFS");

    private SiteSettings() {}

    static Map<String, String> ofThisProcess() {
        Configuration known = new Configuration();
        Map<String, String> settings = new TreeMap<>();
        for (Map.Entry<String, String> entry : known) {
            if (!isDefault(known.getPropertySources(entry.getKey()))) {
                settings.put(entry.getKey(), entry.getValue());
            }
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(OF_SPARK))
                .forEach(name -> settings.put(name.substring(OF_SPARK.length()), System.getProperty(name)));
        settings.keySet().removeIf(name -> !OF_HDFS.matcher(name).matches());
        return settings;
    }

    private static boolean isDefault(String @Nullable [] sources) {
        return sources == null || sources.length == 0 || sources[sources.length - 1].endsWith(DEFAULTS);
    }
}
