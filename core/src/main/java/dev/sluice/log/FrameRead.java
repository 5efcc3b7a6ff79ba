package dev.sluice.log;

/** What stands at an offset of a file: a frame, or why there is none. */
public sealed interface FrameRead permits Frame, NoFrame {
    /** Where in the file it was looked for, in bytes from the start. */
    long offset();
}
