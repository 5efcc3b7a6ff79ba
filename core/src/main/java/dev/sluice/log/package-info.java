/**
 * The one form of everything that a run stores, and the log that is written in it.
 *
 * <p>Every file is a sequence of frames of one {@link dev.sluice.log.FileId}, numbered from 1. A frame is a header of 64
 * bytes, big-endian, its payload, and one byte that marks its end, {@code A5}:
 *
 * <table>
 * <caption>The header of a frame</caption>
 * <tr><th>bytes</th><th>what</th></tr>
 * <tr><td>0-3</td><td>{@code S L F} and the version of this form, 1</td></tr>
 * <tr><td>4</td><td>kind of the file</td></tr>
 * <tr><td>5</td><td>type of the frame, for who wrote it</td></tr>
 * <tr><td>6-7</td><td>zero</td></tr>
 * <tr><td>8-23</td><td>job</td></tr>
 * <tr><td>24-27</td><td>epoch</td></tr>
 * <tr><td>28-31</td><td>length of the payload</td></tr>
 * <tr><td>32-39</td><td>number of the file</td></tr>
 * <tr><td>40-47</td><td>how many bytes of this file were known to be synced when the frame was written</td></tr>
 * <tr><td>48-51</td><td>number of the frame in its file</td></tr>
 * <tr><td>52-55</td><td>CRC32C of the payload</td></tr>
 * <tr><td>56-59</td><td>CRC32 of the payload</td></tr>
 * <tr><td>60-63</td><td>CRC32C of the header up to here</td></tr>
 * </table>
 *
 * <p>Every version of this form keeps the first four and the last four bytes of the header where they are.
 *
 * <p>The mark has four bits. What never reached the disk reads as zeroes, so a frame that lost its end lacks at least
 * those four, and is never taken for one that lacks a single bit, which is damage. A whole sector of zeroes in the middle
 * of a frame is taken for one that was never written, even if it lacks only one bit.
 *
 * <p>The first frame of a segment of the log has the type 0. It says which segments before this one still matter, and
 * where each of them ends: their number, and for each one its epoch, its number and its length. The newest such list is
 * the log; no other is read.
 *
 * <p>A segment whose first frame has -1 for that number, and no list, is a draft. It holds a copy of what an earlier run
 * may not have synced. It is not part of the log while nothing names it, however new it is. The next segment names it
 * behind its original, which ends there where the copy begins; at 0 if all of it was copied. So the original counts until
 * that name is durable, and from then on the copy does.
 */
@NullMarked
package dev.sluice.log;

import org.jspecify.annotations.NullMarked;
