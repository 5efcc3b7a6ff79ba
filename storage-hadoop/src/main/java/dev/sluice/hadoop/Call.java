package dev.sluice.hadoop;

import java.io.IOException;

/** Something asked of HDFS. */
interface Call<T> {
    T run() throws IOException;
}
