namespace Sessions.Recordings;

/// <summary>How much of a recording is in memory at once.</summary>
/// <param name="BlockSize">Bytes; Put Block takes up to 4000 MiB.</param>
/// <param name="BlocksInFlight">Blocks being read or on their way to the archive, together.</param>
public sealed record MoveLimits(int BlockSize, int BlocksInFlight)
{
    /// <summary>Put Block List takes no more.</summary>
    public const int MostBlocks = 50_000;

    /// <summary>16 MiB of buffers, and recordings up to 195 GiB.</summary>
    public static MoveLimits Default { get; } = new(4 * 1024 * 1024, 4);
}
