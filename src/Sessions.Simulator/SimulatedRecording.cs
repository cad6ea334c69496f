namespace Sessions.Simulator;

/// <summary>A recording as Teams made it.</summary>
/// <param name="Available">When lists begin to show it.</param>
/// <param name="Bytes">The original.</param>
/// <param name="Sha256">Of <paramref name="Bytes"/>, in lower-case hexadecimal.</param>
/// <param name="OriginalRemoved">Whether its file lies in the recycle bin.</param>
public sealed record SimulatedRecording(
    string Id,
    string CorrelationId,
    DateTimeOffset Created,
    DateTimeOffset Ended,
    DateTimeOffset Available,
    string FileName,
    ReadOnlyMemory<byte> Bytes,
    string Sha256,
    bool OriginalRemoved);
