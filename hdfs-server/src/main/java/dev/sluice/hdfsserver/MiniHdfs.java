package dev.sluice.hdfsserver;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** The process of the server: a name node on a given port and a data node, until its standard input ends. */
final class MiniHdfs {
    static final String STARTED = "HDFS is there";

    private MiniHdfs() {}

    /** Takes the directory, the port, and whether the directory is new. */
    public static void main(String[] arguments) throws IOException {
        Configuration settings = new Configuration();
        settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
        settings.setInt("dfs.replication", 1);
        settings.setInt("dfs.heartbeat.interval", 1);
        settings.setInt("dfs.namenode.safemode.extension", 0);
        settings.setInt("dfs.namenode.handler.count", 4);
        settings.setInt("dfs.namenode.fs-limits.min-block-size", 0);
        settings.setLong("dfs.blocksize", 1 << 20);
        settings.setBoolean("dfs.namenode.redundancy.considerLoad", false);
        try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(settings)
                .nameNodePort(Integer.parseInt(arguments[1]))
                .numDataNodes(1)
                .format(Boolean.parseBoolean(arguments[2]))
                .build()) {
            cluster.waitActive();
            System.out.println(STARTED);
            while (System.in.read() >= 0) {
                // whoever started it is still there
            }
        }
    }
}
