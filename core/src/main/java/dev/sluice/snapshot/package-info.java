/**
 * State on disk, version by version: what is stored by itself, how it becomes bytes, and which version is read back.
 *
 * <p>What is stored by itself is a {@link dev.sluice.snapshot.Cell}. Its rows are some extents, which are frames in a
 * row in a data file: one extent with everything, then those with what changed; or, where rows leave from the front, one
 * for each capture. A snapshot is a manifest that lists the extents of every cell. Files, all made of frames:
 *
 * <pre>
 *   data-EPOCH-VERSION       a frame of type 1 for each chunk: kind, keyed, rows, columns; of each column its form,
 *                            where it is null, its values; of a row that is too long for a frame some frames
 *   snapshot-EPOCH-VERSION   type 1: what the caller gave
 *                            type 2: data files: epoch, version, seal
 *                            type 3: cells: owner, partition, partitions, and its extents: epoch, version, offset,
 *                                    first frame, frames, bytes, rows, checksum, whether and until when they are needed
 *                            type 4: the seal of all before
 * </pre>
 *
 * <p>Numbers in payloads have their lowest byte first, or take 1 to 10 bytes by their size.
 */
@NullMarked
package dev.sluice.snapshot;

import org.jspecify.annotations.NullMarked;
