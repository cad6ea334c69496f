namespace Sessions.Recordings;

/// <summary>How much of a recording is in memory at once: one block being read and those on their way.</summary>
/// <param name="BlockSize">Bytes; Put Block takes up to 4000 MiB.</param>
public sealed record MoveLimits(int BlockSize, int BlocksInFlight)
{
    /// <summary>Put Block List takes no more.</summary>
    public const int MostBlocks = 50_000;

    /// <summary>40 MiB of buffers, and recordings up to 390 GiB.</summary>
    public static MoveLimits Default { get; } = new(8 * 1024 * 1024, 4);
}
